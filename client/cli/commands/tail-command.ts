/** `tail`: the entries of a channel, and those that follow. */
import type { Command } from 'commander';
import type { Entry } from '../../../shared/entry.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { Id } from '../../../shared/ids.ts';
import { type EndName, entryLine } from '../entry-words.ts';
import { NotFound, UsageError } from '../failure.ts';
import { findCase, findLine, isId, orNull, ownEnd } from '../find.ts';
import { atSeat, type Seat, untilInterrupted } from '../seat.ts';
import { jsonLine } from '../terminal.ts';
import { givenNumber } from './incident-commands.ts';

interface TailOptions {
  since?: string;
  last: string;
  follow?: boolean;
  private?: boolean;
  end?: string;
}

/** The channel that is named: a line's, an incident's, or any by its id. */
async function findChannel(seat: Seat, named: string, options: TailOptions): Promise<Id> {
  const isPrivate = options.private ?? false;
  const line = isPrivate ? null : await findLine(seat, named).catch(orNull);
  if (line) return line.channelId;
  const found = await findCase(seat, named).catch((error: unknown) => {
    if (isId(named) && !isPrivate && error instanceof Refusal && error.code === 'not_found') return null;
    throw error instanceof NotFound
      ? new NotFound(`there is no line or incident ${named} within your reach`)
      : error;
  });
  if (!found) return named;
  if (!isPrivate) return found.incident.channelId;
  const { endId } = await ownEnd(seat, found.incident.lineId, options.end);
  const [side, ...others] = found.sides.filter((one) => endId === undefined || one.endId === endId);
  if (!side) throw new NotFound('your ends have no private channel there');
  if (others.length > 0) throw new UsageError('you belong to several ends of this line, name one with --end');
  return side.channelId;
}

async function endNames({ send }: Seat): Promise<EndName> {
  const { lines } = await send('line.list', {});
  const codes = new Map(lines.flatMap(({ ends }) => ends.map(({ endId, code }) => [endId, code] as const)));
  return (endId) => codes.get(endId) ?? endId;
}

/** The seq to begin after: as told, or so that the last entries are shown. */
async function beginAfter({ send }: Seat, channelId: Id, { since, last }: TailOptions): Promise<number> {
  if (since !== undefined) return givenNumber(since);
  const count = givenNumber(last);
  if (!Number.isInteger(count) || count < 0) throw new UsageError(`"${last}" is not a count`);
  const { headSeq } = await send('channel.entries', { channelId, limit: 1 });
  return Math.max(0, headSeq - count);
}

/** What stands there now. A server that goes away meanwhile is told, while who follows waits for it. */
async function readOn({ send }: Seat, channelId: Id, afterSeq: number, print: (entry: Entry) => void) {
  for (let held = afterSeq, head = Number.POSITIVE_INFINITY; held < head; ) {
    const { entries, headSeq } = await send('channel.entries', { channelId, afterSeq: held });
    entries.forEach(print);
    head = headSeq;
    held = entries.at(-1)?.seq ?? head;
  }
}

export function addTailCommand(program: Command): void {
  program
    .command('tail <channel>')
    .description('the entries of a line, an incident or a channel; --json prints one line each')
    .option('--since <seq>', 'everything after this seq')
    .option('--last <count>', 'without --since: so many of the newest', '20')
    .option('-f, --follow', 'go on with what is written, until interrupted')
    .option('--private', 'the private channel of your own end of an incident')
    .option('--end <end>', 'with --private: which end, where you belong to several')
    .action(
      atSeat(
        async (seat, named: string, options: TailOptions) => {
          const channelId = await findChannel(seat, named, options);
          const end = seat.json ? () => '' : await endNames(seat);
          const print = (entry: Entry) =>
            console.log(seat.json ? jsonLine({ channelId, ...entry }) : entryLine(entry, end));
          const afterSeq = await beginAfter(seat, channelId, options);
          if (!options.follow) return await readOn(seat, channelId, afterSeq, print);
          const lost = new AbortController();
          const { stop } = seat.client.follow(channelId, {
            afterSeq,
            onEntries: (entries) => entries.forEach(print),
            onError: (refusal) => lost.abort(refusal),
          });
          await untilInterrupted(seat.client, lost.signal).finally(stop);
        },
        (_, { follow = false }) => follow,
      ),
    );
}
