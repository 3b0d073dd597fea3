/** `lines`, `incidents`, `show`: what there is. */
import type { Command } from 'commander';
import type { InputOf, OutputOf } from '../../../shared/commands.ts';
import { inLanguage, type Language } from '../../../shared/text.ts';
import { findCase, findLine } from '../find.ts';
import { givenTime } from '../given-time.ts';
import { atSeat, type Seat } from '../seat.ts';
import { distance, localTime, paragraph, sheet, table } from '../terminal.ts';

type Lines = OutputOf<'line.list'>['lines'];
type Case = OutputOf<'incident.get'>;
type Page = OutputOf<'incident.list'>;

interface IncidentOptions {
  line?: string;
  status?: string[];
  category?: string;
  severity?: string;
  capStatus?: string;
  text?: string;
  from?: string;
  before?: string;
  cursor?: string;
  limit?: string;
}

const linesTable = (lines: Lines, language: Language) =>
  table(
    ['LINE', 'NAME', 'ENDS', 'WAITING', 'OPEN'],
    lines.map((line) => [
      line.code,
      inLanguage(line.name, language),
      line.ends
        .map(({ code, mine, manned }) => `${mine ? '*' : ''}${code}: ${manned ? 'manned' : 'unmanned'}`)
        .join(', '),
      String(line.waitingForMe),
      String(line.openIncidents),
    ]),
  );

const incidentsTable = ({ incidents, nextCursor }: Page) =>
  [
    table(
      ['NUMBER', 'STATUS', 'SEVERITY', 'CATEGORY', 'WAITING', 'OPENED', 'TITLE'],
      incidents.map((one) => [
        one.number,
        one.status,
        one.severity,
        one.category,
        String(one.waitingForMe),
        localTime(one.openedAt),
        one.capStatus === 'Actual' ? one.title : `[${one.capStatus}] ${one.title}`,
      ]),
    ),
    ...(nextCursor ? [`More: --cursor ${nextCursor}`] : []),
  ].join('\n');

/** A case with its alerts, and how each addressed end stands. */
async function caseSheet({ client, send }: Seat, { incident, alerts, sides }: Case): Promise<string> {
  const { lines } = await send('line.list', {});
  const line = lines.find(({ id }) => id === incident.lineId);
  const end = (endId: string) => line?.ends.find((one) => one.endId === endId)?.code ?? endId;
  const { marker, latitude, longitude, description } = incident.place;
  const now = client.serverNow();
  const escalations = alerts.flatMap((alert) =>
    alert.escalations.map((one) => {
      const due = one.dueAt ? `${one.waitingFor} ${distance(one.dueAt, now)}` : '';
      return `  ${end(one.endId)}: ${one.state}${due ? `, ${due}` : ''} (alert ${alert.id})\n${paragraph(alert.text, '    ')}`;
    }),
  );
  return [
    sheet([
      ['number', incident.number],
      ['title', incident.title],
      ['line', line?.code],
      ['status', incident.status],
      ['category', incident.category],
      ['severity', incident.severity],
      ['kind', incident.capStatus === 'Actual' ? null : incident.capStatus],
      ['opened', `${localTime(incident.openedAt)} by ${incident.openedBy.name}`],
      ['occurred', localTime(incident.occurredAt)],
      ['marker', marker],
      ['position', latitude === null || longitude === null ? null : `${latitude}, ${longitude}`],
      ['place', description],
      ['subjects', incident.subjects?.toString()],
      ['outcome', incident.outcome],
      ['agreed to close', incident.closureAgreedBy.map(end).join(', ')],
      ['private notes of', sides.map(({ endId }) => end(endId)).join(', ')],
      ['id', incident.id],
    ]),
    ...(escalations.length > 0 ? ['', 'alerts', ...escalations] : []),
  ].join('\n');
}

export function addListCommands(program: Command): void {
  program
    .command('lines')
    .description('lines within reach: who is manned, what waits')
    .action(
      atSeat(async ({ client, send, show }) => {
        const [me, { lines }] = await Promise.all([client.me(), send('line.list', {})]);
        show({ lines }, () => linesTable(lines, me.officer.language));
      }),
    );

  program
    .command('incidents')
    .description('incidents within reach, newest first')
    .option('--line <line>', 'of this line')
    .option('--status <status...>', 'open, in_progress, resolved, closed')
    .option('--category <category>')
    .option('--severity <severity>')
    .option('--cap-status <status>', 'Actual, Exercise, Test …')
    .option('--text <text>', 'part of the title')
    .option('--from <time>', 'opened at or after')
    .option('--before <time>', 'opened before')
    .option('--limit <count>', 'at most so many', '50')
    .option('--cursor <cursor>', 'the page after')
    .action(
      atSeat(async (seat, { line, from, before, limit, ...given }: IncidentOptions) => {
        const now = seat.client.serverNow();
        const filter: Record<string, unknown> = {
          ...given,
          limit: Number(limit),
          ...(line && { lineId: (await findLine(seat, line)).id }),
          ...(from && { openedFrom: givenTime(from, now) }),
          ...(before && { openedBefore: givenTime(before, now) }),
        };
        // Words of the schema are checked by the server, which names the field that does not fit.
        const page = await seat.send('incident.list', filter as InputOf<'incident.list'>);
        seat.show(page, () => incidentsTable(page));
      }),
    );

  program
    .command('show <incident>')
    .description('one incident with its alerts')
    .action(
      atSeat(async (seat, named: string) => {
        const found = await findCase(seat, named);
        const words = seat.json ? '' : await caseSheet(seat, found);
        seat.show(found, () => words);
      }),
    );
}
