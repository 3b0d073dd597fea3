/** A world file: read, checked by its schema, and every fault named with its line. */
import { readFile } from 'node:fs/promises';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { type World, type WorldCommand, worldCommands, worldFile } from '../../shared/world.ts';
import { UsageError } from './failure.ts';

export interface WorldDocument {
  commands: readonly WorldCommand[];
  /** `world.yaml:12 (stations.3)`: where the item of a command stands. */
  placeOf(command: WorldCommand): string;
  /** The code of the organisation whose own business the item is; null for a line, its agreement and what is not known. */
  sideOf(command: WorldCommand): string | null;
}

const listOf: Record<WorldCommand['name'], keyof World> = {
  'organisation.set': 'organisations',
  'station.set': 'stations',
  'officer.set': 'officers',
  'line.set': 'lines',
  'agreement.set': 'agreements',
  'policy.set': 'policies',
};

/** One ladder may be named by every end of a country's lines; a file that unfolds into more is a mistake. */
const mostAliases = 100_000;

/** What the file says, its aliases followed. One that leads nowhere is found out only here. */
function readWhole(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function sidesIn({ stations }: World): WorldDocument['sideOf'] {
  const sideOfStation = new Map(stations.map(({ code, organisationCode }) => [code, organisationCode]));
  return ({ name, input }) => {
    switch (name) {
      case 'organisation.set':
        return input.code;
      case 'station.set':
        return input.organisationCode;
      case 'officer.set':
        return sideOfStation.get(input.stationCode) ?? null;
      case 'policy.set':
        return sideOfStation.get(input.endCode) ?? null;
      default:
        return null;
    }
  };
}

/** Reads YAML or JSON (which is YAML). Throws a {@link UsageError} that names every fault. */
export async function readWorld(file: string): Promise<WorldDocument> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const placeAt = (path: readonly PropertyKey[]): string => {
    // Of something that is missing, the nearest thing that is there.
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range)
        return `${file}:${lineCounter.linePos(node.range[0]).line} (${path.join('.')})`;
    }
    return `${file} (${path.join('.') || 'the whole'})`;
  };
  const [broken] = document.errors;
  if (broken) throw new UsageError(`${file}: ${broken.message.trim()}`);
  const parsed = worldFile.safeParse(readWhole(document, file) ?? {});
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${placeAt(path)}: ${message}`);
    throw new UsageError(faults.join('\n'));
  }
  const world = parsed.data;
  return {
    commands: worldCommands(world),
    placeOf({ name, input }) {
      const list: readonly unknown[] = world[listOf[name]];
      return placeAt([listOf[name], list.indexOf(input)]);
    },
    sideOf: sidesIn(world),
  };
}
