/** `lines`, `incidents`, `show`: what there is. */
import type { Command } from 'commander';
import type { InputOf, OutputOf } from '../../../shared/commands.ts';
import { inLanguage, type Language } from '../../../shared/text.ts';
import { findCase } from '../find.ts';
import { addConditionOptions, type ConditionOptions, conditionsInput } from '../incident-conditions.ts';
import { atSeat, type Seat } from '../seat.ts';
import { distance, localTime, paragraph, sheet, table } from '../terminal.ts';

type Lines = OutputOf<'line.list'>['lines'];
type Case = OutputOf<'incident.get'>;
type Page = OutputOf<'incident.list'>;

interface IncidentOptions extends ConditionOptions {
  text?: string;
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
      ['closed', incident.closedAlone ? 'by one end alone' : null],
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
      atSeat(async ({ me, send, show }) => {
        const [{ officer }, { lines }] = await Promise.all([me(), send('line.list', {})]);
        show({ lines }, () => linesTable(lines, officer.language));
      }),
    );

  const incidents = program
    .command('incidents')
    .description('incidents within reach, newest first')
    .option('--text <text>', 'part of the title');
  addConditionOptions(incidents, '50').action(
    atSeat(async (seat, { text, ...given }: IncidentOptions) => {
      const filter = { ...(await conditionsInput(seat, given)), ...(text !== undefined && { text }) };
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
