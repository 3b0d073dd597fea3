/** `tail`: the entries of a channel, and those that follow. */
import type { Command } from 'commander';
import type { Entry } from '../../../shared/entry.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { Id } from '../../../shared/ids.ts';
import { type EndName, entryLine } from '../entry-words.ts';
import { NotFound } from '../failure.ts';
import { findCase, findLine, isId, orNull } from '../find.ts';
import { atSeat, type Seat, untilInterrupted } from '../seat.ts';
import { jsonLine } from '../terminal.ts';
import { givenNumber } from './incident-commands.ts';

interface TailOptions {
  since?: string;
  last: string;
  follow?: boolean;
  private?: boolean;
}

/** The channel that is named: a line's, an incident's, or any by its id. */
async function findChannel(seat: Seat, named: string, isPrivate: boolean): Promise<Id> {
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
  const [side] = found.sides;
  if (!side) throw new NotFound('your ends have no private channel there');
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
  const { headSeq } = await send('channel.entries', { channelId, limit: 1 });
  return Math.max(0, headSeq - givenNumber(last));
}

export function addTailCommand(program: Command): void {
  program
    .command('tail <channel>')
    .description('the entries of a line, an incident or a channel; --json prints one line each')
    .option('--since <seq>', 'everything after this seq')
    .option('--last <count>', 'without --since: so many of the newest', '20')
    .option('-f, --follow', 'go on with what is written, until interrupted')
    .option('--private', 'the private channel of your own end of an incident')
    .action(
      atSeat(
        async (seat, named: string, options: TailOptions) => {
          const channelId = await findChannel(seat, named, options.private ?? false);
          const end = seat.json ? () => '' : await endNames(seat);
          const print = (entry: Entry) =>
            console.log(seat.json ? jsonLine({ channelId, ...entry }) : entryLine(entry, end));
          const lost = new AbortController();
          const { caughtUp, stop } = seat.client.follow(channelId, {
            afterSeq: await beginAfter(seat, channelId, options),
            onEntries: (entries) => entries.forEach(print),
            onError: (refusal) => lost.abort(refusal),
          });
          if (options.follow) await untilInterrupted(seat.client, lost.signal);
          else await caughtUp;
          stop();
          lost.signal.throwIfAborted();
        },
        (_, { follow = false }) => follow,
      ),
    );
}
