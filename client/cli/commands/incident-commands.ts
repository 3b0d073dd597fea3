/** `open`, `note`, `status`, `amend`: what is done to an incident. */
import type { Command } from 'commander';
import type { InputOf } from '../../../shared/commands.ts';
import type { Language } from '../../../shared/text.ts';
import { UsageError } from '../failure.ts';
import { findCase, findEnd, findLine, ownEnd } from '../find.ts';
import { givenTime } from '../given-time.ts';
import { atSeat, type Seat } from '../seat.ts';

type Open = InputOf<'incident.open'>;
type Change = InputOf<'incident.change_status'>;

interface PlaceOptions {
  marker?: string;
  lat?: string;
  lon?: string;
  place?: string;
}

interface OpenOptions extends PlaceOptions {
  title: string;
  category: string;
  severity: Open['severity'];
  exercise?: boolean;
  test?: boolean;
  at?: string;
  subjects?: string;
  end?: string;
}

export interface SpeakOptions {
  lang?: Language;
  end?: string;
}

interface AmendOptions extends PlaceOptions {
  title?: string;
  category?: string;
  severity?: Open['severity'];
  at?: string;
  subjects?: string;
  outcome?: string;
  end?: string;
}

export function givenNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new UsageError(`"${text}" is not a number`);
  return number;
}

function placeOf({ marker, lat, lon, place }: PlaceOptions) {
  if ([marker, lat, lon, place].every((part) => part === undefined)) return undefined;
  return {
    marker: marker ?? null,
    latitude: lat === undefined ? null : givenNumber(lat),
    longitude: lon === undefined ? null : givenNumber(lon),
    description: place ?? null,
  };
}

/** The language one writes in: as told, or the officer's own. */
export async function languageOf({ me }: Seat, lang: Language | undefined): Promise<Language> {
  return lang ?? (await me()).officer.language;
}

const withPlace = (command: Command): Command =>
  command
    .option('--marker <number>', 'boundary marker')
    .option('--lat <degrees>', 'latitude, WGS 84')
    .option('--lon <degrees>', 'longitude, WGS 84')
    .option('--place <text>', 'the place in words')
    .option('--at <time>', 'when it happened')
    .option('--subjects <count>', 'how many persons it concerns')
    .option('--end <end>', 'the end you act for, where you belong to several');

export function addIncidentCommands(program: Command): void {
  withPlace(program.command('open <line>'))
    .description('open an incident on a line')
    .requiredOption('--title <title>')
    .requiredOption('--category <category>', 'illegal_fishing, smuggling, …')
    .requiredOption('--severity <severity>', 'Extreme, Severe, Moderate, Minor or Unknown')
    .option('--exercise', 'an exercise, not counted')
    .option('--test', 'a test, not counted')
    .action(
      atSeat(async (seat, named: string, options: OpenOptions) => {
        const line = await findLine(seat, named);
        const { title, category, severity, exercise, test, at, subjects, end } = options;
        const place = placeOf(options);
        const opened = await seat.send('incident.open', {
          ...{ lineId: line.id, title, category, severity },
          capStatus: exercise ? 'Exercise' : test ? 'Test' : 'Actual',
          ...(place && { place }),
          ...(at && { occurredAt: givenTime(at, seat.client.serverNow()) }),
          ...(subjects && { subjects: givenNumber(subjects) }),
          ...(end && { endId: findEnd(line, end).endId }),
        });
        seat.show(opened, () => `Opened ${opened.number}.`);
      }),
    );

  program
    .command('note <incident> <text>')
    .description('write a private note that only your own end sees')
    .option('--lang <tag>', 'the language of the text; your own when left out')
    .option('--end <end>', 'the end you write for, where you belong to several')
    .action(
      atSeat(async (seat, named: string, text: string, options: SpeakOptions) => {
        const { incident } = await findCase(seat, named);
        const written = await seat.send('note.write', {
          ...{ incidentId: incident.id, text },
          lang: await languageOf(seat, options.lang),
          ...(await ownEnd(seat, incident.lineId, options.end)),
        });
        seat.show(written, () => `Noted for your own end on ${incident.number}.`);
      }),
    );

  program
    .command('status <incident> <status>')
    .description('start, resolve, close or reopen: in_progress, resolved, closed, open')
    .requiredOption('--reason <text>')
    .option('--alone', 'close without the other ends (commander)')
    .option('--end <end>', 'the end you act for, where you belong to several')
    .action(
      atSeat(
        async (
          seat,
          named: string,
          to: Change['to'],
          options: { reason: string; alone?: boolean; end?: string },
        ) => {
          const { incident } = await findCase(seat, named);
          const changed = await seat.send('incident.change_status', {
            ...{ incidentId: incident.id, to, reason: options.reason, alone: options.alone ?? false },
            ...(await ownEnd(seat, incident.lineId, options.end)),
          });
          seat.show(changed, () =>
            changed.status === to
              ? `${incident.number} is ${changed.status}.`
              : `${incident.number} is ${changed.status} until the other ends agree.`,
          );
        },
      ),
    );

  withPlace(program.command('amend <incident>'))
    .description('change what is known of an incident')
    .option('--title <title>')
    .option('--category <category>')
    .option('--severity <severity>')
    .option('--outcome <text>')
    .action(
      atSeat(async (seat, named: string, options: AmendOptions) => {
        const { incident } = await findCase(seat, named);
        const { title, category, severity, outcome, at, subjects } = options;
        const place = placeOf(options);
        const changes = {
          ...(title !== undefined && { title }),
          ...(category !== undefined && { category }),
          ...(severity !== undefined && { severity }),
          ...(outcome !== undefined && { outcome }),
          ...(at !== undefined && { occurredAt: givenTime(at, seat.client.serverNow()) }),
          ...(subjects !== undefined && { subjects: givenNumber(subjects) }),
          // Parts that are not named stay as they are.
          ...(place && { place: mergePlace(incident.place, place) }),
        };
        if (Object.keys(changes).length === 0) throw new UsageError('name what should change');
        const amended = await seat.send('incident.amend', {
          ...{ incidentId: incident.id, changes },
          ...(await ownEnd(seat, incident.lineId, options.end)),
        });
        seat.show(amended, () => `Changed ${incident.number}.`);
      }),
    );
}

function mergePlace<P extends object>(known: P, given: P): P {
  const said = Object.entries(given).filter(([, value]) => value !== null);
  return { ...known, ...Object.fromEntries(said) };
}
