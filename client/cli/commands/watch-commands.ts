/** `watch show|take|hand-over|accept|relieve`: who answers at a station. */
import type { Command } from 'commander';
import type { OutputOf } from '../../../shared/commands.ts';
import { findOfficer, findStation } from '../find.ts';
import { atSeat } from '../seat.ts';
import { localTime, sheet } from '../terminal.ts';

type Watch = OutputOf<'watch.take'>['watch'];
type WatchDetail = OutputOf<'watch.get'>['watch'];

const inWords = ({ stationCode, officerName, since, offeredTo }: Watch) =>
  [
    officerName
      ? `${officerName} has the watch of ${stationCode} since ${localTime(since)}`
      : `Nobody has the watch of ${stationCode}`,
    ...(offeredTo ? [`offered to ${offeredTo.name}`] : []),
  ].join(', ');

const detailSheet = (watch: WatchDetail) =>
  [
    inWords(watch),
    sheet([
      ['open items', String(watch.openItems.length)],
      ...watch.openItems.map(({ kind, number, title }) => [`  ${kind}`, `${number} ${title}`] as const),
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

  for (const [verb, name, description] of [
    ['take', 'watch.take', 'take the watch of an unmanned station'],
    ['accept', 'watch.accept', 'accept the watch that was offered to you'],
  ] as const) {
    watch
      .command(`${verb} [station]`)
      .description(description)
      .action(
        atSeat(async (seat, named: string | undefined) => {
          const station = await findStation(seat, named);
          const result = await seat.send(name, { stationId: station.id });
          seat.show(result, () => `${inWords(result.watch)}.`);
        }),
      );
  }

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
