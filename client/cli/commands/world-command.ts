/** `world apply`: brings the record to what a world file says. */
import type { Command } from 'commander';
import { type ErrorCode, Refusal } from '../../../shared/errors.ts';
import type { WorldCommand } from '../../../shared/world.ts';
import { exitCodes } from '../failure.ts';
import { atSeat, type Seat } from '../seat.ts';
import { readWorld } from '../world-document.ts';

interface Refused {
  place: string;
  code: ErrorCode;
  message: string;
}

/** A side that administers itself: so many items of the file are its own business. */
interface Left {
  organisation: string;
  items: number;
}

interface Applied {
  changed: number;
  unchanged: number;
  left: Left[];
  refused: Refused[];
}

/** The same refusal, with the place in the file beside what the server found. */
const atPlace = ({ code, details }: Refusal, place: string): Refusal =>
  new Refusal(code, {
    ...details,
    issues: [{ path: place, problem: 'was not applied, nor what comes after it' }, ...(details.issues ?? [])],
  });

/** Whether this was refused because the organisation, which one may list, has an admin of its own by now. */
async function administersItself({ send }: Seat, { name, input }: WorldCommand, { code }: Refusal) {
  if (name !== 'organisation.set' || code !== 'code_taken') return false;
  const { organisations } = await send('organisation.list', {});
  return organisations.some((one) => one.code === input.code);
}

async function apply(seat: Seat, file: string, keepGoing: boolean): Promise<Applied> {
  const { commands, placeOf, sideOf } = await readWorld(file);
  const left = new Map<string, Left>();
  const refused: Refused[] = [];
  let changed = 0;
  let unchanged = 0;
  for (const command of commands) {
    const organisation = sideOf(command) ?? '';
    const its = left.get(organisation);
    if (its) {
      its.items += 1;
      continue;
    }
    try {
      if ((await seat.send(command.name, command.input)).changed) changed += 1;
      else unchanged += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (await administersItself(seat, command, error)) {
        left.set(organisation, { organisation, items: 1 });
        continue;
      }
      const place = placeOf(command);
      if (!keepGoing) throw atPlace(error, place);
      refused.push({ place, code: error.code, message: error.message });
    }
  }
  return { changed, unchanged, left: [...left.values()], refused };
}

const inWords = ({ changed, unchanged, left, refused }: Applied) =>
  [
    ...refused.map(({ place, code, message }) => `${place}: ${message} (${code})`),
    `${changed} changed, ${unchanged} unchanged${refused.length > 0 ? `, ${refused.length} refused` : ''}.`,
    ...left.map(({ organisation, items }) => `${items} left to ${organisation}, which administers itself.`),
  ].join('\n');

export function addWorldCommand(program: Command): void {
  program
    .command('world')
    .description('the world: organisations, stations, officers, lines, agreements, policies')
    .command('apply <file>')
    .description('bring the record to what a world file (YAML or JSON) says; may be repeated')
    .option('--keep-going', 'go on after what is refused, and tell of it at the end')
    .action(
      atSeat(async (seat, file: string, { keepGoing = false }: { keepGoing?: boolean }) => {
        const applied = await apply(seat, file, keepGoing);
        seat.show(applied, () => inWords(applied));
        if (applied.refused.length > 0) process.exitCode = exitCodes.refused;
      }),
    );
}
