/** `search`: cases by any field and the words said in them. */
import type { Command } from 'commander';
import type { InputOf, OutputOf } from '../../../shared/commands.ts';
import { addConditionOptions, type ConditionOptions, conditionsInput } from '../incident-conditions.ts';
import { atSeat } from '../seat.ts';
import { localTime, oneLine } from '../terminal.ts';

type Page = OutputOf<'record.search'>;

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
  const search = program
    .command('search [words...]')
    .description(
      'cases by any field and the words said in them, accents not needed; all cases without words',
    );
  addConditionOptions(search, '20').action(
    atSeat(async (seat, words: string[], given: ConditionOptions) => {
      const input = {
        ...(await conditionsInput(seat, given)),
        ...(words.length > 0 && { text: words.join(' ') }),
      };
      const page = await seat.send('record.search', input as InputOf<'record.search'>);
      seat.show(page, () => pageWords(page));
    }),
  );
}
