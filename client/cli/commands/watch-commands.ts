/** `watch show|take|hand-over|accept|relieve|sound-test|summary`: who answers at a station, and what a watch went through. */
import type { Command } from 'commander';
import type { OutputOf } from '../../../shared/commands.ts';
import type { DutyCounts, DutySummary } from '../../../shared/nouns/duty.ts';
import { toAcceptedItem } from '../../../shared/nouns/watch.ts';
import { second } from '../../../shared/time.ts';
import { findOfficer, findStation } from '../find.ts';
import { atSeat } from '../seat.ts';
import { localTime, sheet, table } from '../terminal.ts';

type Watch = OutputOf<'watch.take'>['watch'];
type WatchDetail = OutputOf<'watch.get'>['watch'];

const inWords = ({ stationCode, officerName, since, offeredTo }: Watch) =>
  [
    officerName
      ? `${officerName} has the watch of ${stationCode} since ${localTime(since)}`
      : `Nobody has the watch of ${stationCode}`,
    ...(offeredTo ? [`offered to ${offeredTo.name}`] : []),
  ].join(', ');

const itemRows = (items: WatchDetail['openItems']) =>
  items.map(
    ({ kind, state, number, title, capStatus }) =>
      [
        `  ${kind}${state && state !== 'silenced' ? ` (${state})` : ''}`,
        `${capStatus && capStatus !== 'Actual' ? `[${capStatus}] ` : ''}${number} ${title}`,
      ] as const,
  );

const moreRow = (count: number) => (count > 0 ? [['  and more', String(count)] as const] : []);

function summaryWords({ officer, from, until, real, exercise, withoutSound }: DutySummary): string {
  const names = Object.keys(real) as (keyof DutyCounts)[];
  return [
    `${officer.name}, ${localTime(from)} to ${until ? localTime(until) : 'now'}`,
    table(
      ['', 'REAL', 'EXERCISE'],
      names.map((name) => [name, String(real[name] ?? '-'), String(exercise[name] ?? '-')]),
    ),
    `no alarm was heard for ${Math.round(withoutSound.totalMs / second)} s, ${withoutSound.count} times`,
    ...withoutSound.periods.map(
      (one) => `  ${localTime(one.from)} to ${one.until ? localTime(one.until) : 'now'}  ${one.sound}`,
    ),
  ].join('\n');
}

const detailSheet = (watch: WatchDetail) =>
  [
    inWords(watch),
    sheet([
      ...(watch.offerNote === null ? [] : [['a word for the next watch', watch.offerNote] as const]),
      ['open items', String(watch.openItems.length + watch.moreItems)],
      ...itemRows(watch.openItems),
      ...moreRow(watch.moreItems),
      ['may take it', watch.candidates.map(({ name, role }) => `${name} (${role})`).join(', ')],
    ]),
  ].join('\n');

export function addWatchCommands(program: Command): void {
  const watch = program.command('watch').description('the watch: who answers at a station');

  watch
    .command('show [station]')
    .description('the watch of a station with its open items; your own station when left out')
    .action(
      atSeat(async (seat, named: string | undefined) => {
        const station = await findStation(seat, named);
        const found = await seat.send('watch.get', { stationId: station.id });
        seat.show(found, () => detailSheet(found.watch));
      }),
    );

  watch
    .command('take [station]')
    .description('take the watch of an unmanned station')
    .action(
      atSeat(async (seat, named: string | undefined) => {
        const station = await findStation(seat, named);
        const result = await seat.send('watch.take', { stationId: station.id });
        seat.show(result, () => `${inWords(result.watch)}.`);
      }),
    );

  watch
    .command('accept [station]')
    .description('accept the watch that was offered to you, with every open item that is printed')
    .action(
      atSeat(async (seat, named: string | undefined) => {
        const { id: stationId } = await findStation(seat, named);
        const { openItems, moreItems, offerNote } = (await seat.send('watch.get', { stationId })).watch;
        const result = await seat.send('watch.accept', { stationId, items: openItems.map(toAcceptedItem) });
        seat.show(result, () =>
          [
            `${inWords(result.watch)}.`,
            ...(offerNote === null ? [] : [offerNote]),
            sheet([...itemRows(openItems), ...moreRow(moreItems)]),
          ].join('\n'),
        );
      }),
    );

  watch
    .command('sound-test')
    .description('record that the test tone was heard at this seat')
    .option('--not-heard', 'it was not')
    .action(
      atSeat(async (seat, { notHeard = false }: { notHeard?: boolean }) => {
        const station = await findStation(seat, undefined);
        const result = await seat.send('watch.test_sound', { stationId: station.id, heard: !notHeard });
        seat.show(result, () => `Recorded as No ${result.seq}.`);
      }),
    );

  watch
    .command('summary [station]')
    .description('what the last watch of a station went through, exercises apart')
    .option('--present', 'of the watch that lasts')
    .action(
      atSeat(async (seat, named: string | undefined, { present = false }: { present?: boolean }) => {
        const { id: stationId } = await findStation(seat, named);
        const which = present ? 'present' : 'last';
        const found = await seat.send('watch.summary', { stationId, which });
        seat.show(found, () => (found.summary ? summaryWords(found.summary) : 'There was no such watch.'));
      }),
    );

  watch
    .command('hand-over <officer>')
    .description('offer the watch to the incoming officer')
    .option('--station <station>', 'your own when left out')
    .option('--note <text>', 'what he should know')
    .action(
      atSeat(async (seat, named: string, options: { station?: string; note?: string }) => {
        const [station, officer] = await Promise.all([
          findStation(seat, options.station),
          findOfficer(seat, named),
        ]);
        const result = await seat.send('watch.hand_over', {
          ...{ stationId: station.id, toOfficerId: officer.id, note: options.note ?? null },
        });
        seat.show(result, () => `${inWords(result.watch)}.`);
      }),
    );

  watch
    .command('relieve')
    .description('relieve the officer on watch (commander)')
    .requiredOption('--reason <text>')
    .option('--station <station>', 'your own when left out')
    .option('--to <officer>', 'who takes over at once; unmanned when left out')
    .action(
      atSeat(async (seat, options: { reason: string; station?: string; to?: string }) => {
        const station = await findStation(seat, options.station);
        const toOfficerId = options.to === undefined ? null : (await findOfficer(seat, options.to)).id;
        const result = await seat.send('watch.relieve', {
          ...{ stationId: station.id, reason: options.reason, toOfficerId },
        });
        seat.show(result, () => `${inWords(result.watch)}.`);
      }),
    );
}
