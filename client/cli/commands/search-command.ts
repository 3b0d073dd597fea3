/** `search`: cases by any field and the words said in them. */
import type { Command } from 'commander';
import type { InputOf, OutputOf } from '../../../shared/commands.ts';
import { findLine } from '../find.ts';
import { givenTime } from '../given-time.ts';
import { atSeat } from '../seat.ts';
import { localTime, oneLine } from '../terminal.ts';

type Page = OutputOf<'record.search'>;

interface Options {
  line?: string;
  status?: string[];
  category?: string;
  severity?: string;
  capStatus?: string;
  from?: string;
  before?: string;
  limit: string;
  cursor?: string;
}

function groupWords({ incident, hits, hitCount }: Page['groups'][number]): string {
  const cap = incident && incident.capStatus !== 'Actual' ? `[${incident.capStatus}] ` : '';
  const head = incident
    ? `${incident.number}  ${incident.status}  ${cap}${incident.title}`
    : 'log of the line';
  const lines = hits.map(({ seq, at, by, privateTo, text }) =>
    [`  No ${seq}`, localTime(at), by?.name ?? '', privateTo ? '(private note)' : '', text]
      .filter(Boolean)
      .join('  '),
  );
  const more = hitCount > hits.length ? [`  and ${hitCount - hits.length} more`] : [];
  return [head, ...lines, ...more].map(oneLine).join('\n');
}

function pageWords({ groups, nextCursor, complete }: Page): string {
  return [
    ...(groups.length > 0 ? groups.map(groupWords) : ['Nothing found.']),
    ...(complete ? [] : ['What was written a moment ago may be missing.']),
    ...(nextCursor ? [`More: --cursor ${nextCursor}`] : []),
  ].join('\n');
}

export function addSearchCommand(program: Command): void {
  program
    .command('search [words...]')
    .description('cases by any field and the words said in them, accents not needed; all cases without words')
    .option('--line <line>', 'of this line')
    .option('--status <status...>', 'open, in_progress, resolved, closed')
    .option('--category <category>')
    .option('--severity <severity>')
    .option('--cap-status <status>', 'Actual, Exercise, Test …')
    .option('--from <time>', 'opened at or after')
    .option('--before <time>', 'opened before')
    .option('--limit <count>', 'at most so many cases', '20')
    .option('--cursor <cursor>', 'the page after')
    .action(
      atSeat(async (seat, words: string[], { line, from, before, limit, ...given }: Options) => {
        const now = seat.client.serverNow();
        const input: Record<string, unknown> = {
          ...given,
          limit: Number(limit),
          ...(words.length > 0 && { text: words.join(' ') }),
          ...(line && { lineId: (await findLine(seat, line)).id }),
          ...(from && { openedFrom: givenTime(from, now) }),
          ...(before && { openedBefore: givenTime(before, now) }),
        };
        // Words of the schema are checked by the server, which names the field that does not fit.
        const page = await seat.send('record.search', input as InputOf<'record.search'>);
        seat.show(page, () => pageWords(page));
      }),
    );
}
