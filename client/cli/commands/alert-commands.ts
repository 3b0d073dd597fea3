/** `raise`, `ack`, `withdraw`, `escalate`, `take-over`, `snooze`: alerts and their escalations. */
import type { Command } from 'commander';
import type { InputOf } from '../../../shared/commands.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { Id } from '../../../shared/ids.ts';
import type { Alert, QueueItem } from '../../../shared/nouns/alert.ts';
import { NotFound, UsageError } from '../failure.ts';
import { type Case, findCase, findEnd, findLine, isId, ownEnd } from '../find.ts';
import { givenDuration, givenTime } from '../given-time.ts';
import { atSeat, type Seat } from '../seat.ts';
import { localTime } from '../terminal.ts';
import { languageOf } from './incident-commands.ts';

type Raise = InputOf<'alert.raise'>;

interface RaiseOptions extends Pick<Raise, 'urgency' | 'severity' | 'certainty'> {
  to?: string[];
  lang?: Raise['lang'];
  end?: string;
}

interface AckOptions {
  accepted?: boolean;
  replyBy?: string;
  end?: string;
}

/** The one thing that is meant; fails in words when there is none or there are several. */
function theOnly<T extends { id: Id }>(found: readonly T[], what: string, named: string): T {
  const [first, ...others] = found;
  if (!first) throw new NotFound(`${named} has no ${what}`);
  if (others.length > 0)
    throw new UsageError(`several are meant by ${named}, name one: ${found.map(({ id }) => id).join(', ')}`);
  return first;
}

/** The alert with this id, or the one alert of this incident that `isMeant`. */
async function findAlert(
  seat: Seat,
  named: string,
  what: string,
  isMeant: (alert: Alert, mine: ReadonlySet<Id>) => boolean,
): Promise<{ alertId: Id; found: Case | null }> {
  const found = await findCase(seat, named).catch((error: unknown) => {
    // An id that is no incident's is an alert's.
    if (isId(named) && error instanceof Refusal && error.code === 'not_found') return null;
    throw error;
  });
  if (!found) return { alertId: named, found };
  const { ends } = await seat.me();
  const mine = new Set(
    ends.filter(({ lineId }) => lineId === found.incident.lineId).map(({ endId }) => endId),
  );
  const meant = found.alerts.filter((alert) => alert.withdrawnAt === null && isMeant(alert, mine));
  return { alertId: theOnly(meant, what, named).id, found };
}

/** The end one acts for on an alert's line, where `--end` names one. */
async function endOn(seat: Seat, found: Case | null, named: string | undefined): Promise<{ endId?: Id }> {
  if (named === undefined || isId(named)) return named === undefined ? {} : { endId: named };
  if (!found) throw new UsageError('name the incident, or the end by its id');
  return await ownEnd(seat, found.incident.lineId, named);
}

async function findQueueItem({ send }: Seat, named: string): Promise<QueueItem> {
  const { items } = await send('escalation.queue', {});
  const wanted = named.toLowerCase();
  const found = items.filter(({ escalation, alert, incidentId, incidentNumber }) =>
    [escalation.id, alert.id, incidentId, incidentNumber.toLowerCase()].includes(wanted),
  );
  const only = theOnly(
    found.map(({ escalation }) => escalation),
    'running escalation',
    named,
  );
  const item = found.find(({ escalation }) => escalation === only);
  if (!item) throw new NotFound(`${named} has no running escalation`);
  return item;
}

export function addAlertCommands(program: Command): void {
  program
    .command('raise <incident> <text>')
    .description('raise an alert that the other ends must acknowledge')
    .requiredOption('--urgency <urgency>', 'Immediate, Expected, Future, Past or Unknown')
    .requiredOption('--severity <severity>', 'Extreme, Severe, Moderate, Minor or Unknown')
    .requiredOption('--certainty <certainty>', 'Observed, Likely, Possible, Unlikely or Unknown')
    .option('--to <end...>', 'the ends that must answer; all others when left out')
    .option('--lang <tag>', 'the language of the text; your own when left out')
    .option('--end <end>', 'the end you raise for, where you belong to several')
    .action(
      atSeat(async (seat, named: string, text: string, options: RaiseOptions) => {
        const { incident } = await findCase(seat, named);
        const { urgency, severity, certainty, to, end } = options;
        const line = to || end ? await findLine(seat, incident.lineId) : null;
        const raised = await seat.send('alert.raise', {
          ...{ incidentId: incident.id, text, urgency, severity, certainty },
          lang: await languageOf(seat, options.lang),
          ...(line && to && { toEndIds: to.map((one) => findEnd(line, one).endId) }),
          ...(line && end && { endId: findEnd(line, end).endId }),
        });
        seat.show(raised, () => `Raised alert ${raised.alertId} on ${incident.number}.`);
      }),
    );

  program
    .command('ack <alert>')
    .description('acknowledge an alert')
    .option('--accepted', 'we act on it; without this: received')
    .option('--reply-by <time>', 'when you promise a reply: 14:30, +30m, …')
    .option('--end <end>', 'the end you act for, where you belong to several')
    .action(
      atSeat(async (seat, named: string, { accepted = false, replyBy, end }: AckOptions) => {
        const { alertId, found } = await findAlert(
          seat,
          named,
          'alert that waits for your end',
          ({ escalations }, mine) =>
            escalations.some(
              ({ endId, state, acceptedAt }) =>
                mine.has(endId) &&
                (state === 'running' || state === 'exhausted' || (accepted && !acceptedAt)),
            ),
        );
        const acknowledged = await seat.send('alert.acknowledge', {
          ...{ alertId, grade: accepted ? 'accepted' : 'received' },
          ...(replyBy && { replyBy: givenTime(replyBy, seat.client.serverNow()) }),
          ...(await endOn(seat, found, end)),
        });
        seat.show({ alertId, ...acknowledged }, () =>
          acknowledged.counts ? 'Acknowledged.' : 'Noted; your end had acknowledged before.',
        );
      }),
    );

  program
    .command('withdraw <alert>')
    .description('withdraw an alert of your end')
    .requiredOption('--reason <text>')
    .option('--end <end>', 'the end you act for, where you belong to several')
    .action(
      atSeat(async (seat, named: string, { reason, end }: { reason: string; end?: string }) => {
        const { alertId, found } = await findAlert(seat, named, 'alert of your end', ({ fromEndId }, mine) =>
          mine.has(fromEndId),
        );
        const withdrawn = await seat.send('alert.withdraw', {
          ...{ alertId, reason },
          ...(await endOn(seat, found, end)),
        });
        seat.show({ alertId, ...withdrawn }, () => 'Withdrawn.');
      }),
    );

  program
    .command('escalate <escalation>')
    .description('call the next step now')
    .option('--turn <turn>', 'only if it has not been called since this turn; the present one when left out')
    .option('--reason <text>', 'stands in the shared log')
    .action(
      atSeat(async (seat, named: string, { turn, ...why }: { turn?: string; reason?: string }) => {
        const { escalation } = await findQueueItem(seat, named);
        const called = await seat.send('escalation.escalate_now', {
          escalationId: escalation.id,
          turn: turn === undefined ? escalation.turn : Number(turn),
          ...why,
        });
        seat.show({ escalationId: escalation.id, ...called }, () => 'Escalated.');
      }),
    );

  program
    .command('take-over <escalation>')
    .description('take an alert over, as commander')
    .option('--reason <text>', 'stands in the shared log')
    .action(
      atSeat(async (seat, named: string, why: { reason?: string }) => {
        const { escalation } = await findQueueItem(seat, named);
        const taken = await seat.send('escalation.take_over', { escalationId: escalation.id, ...why });
        seat.show({ escalationId: escalation.id, ...taken }, () => 'Taken over.');
      }),
    );

  program
    .command('snooze <escalation>')
    .description('put the next step off')
    .requiredOption('--for <duration>', '15m, 1h, …')
    .requiredOption('--reason <text>')
    .action(
      atSeat(async (seat, named: string, options: { for: string; reason: string }) => {
        const { escalation } = await findQueueItem(seat, named);
        const forMs = givenDuration(options.for);
        const snoozed = await seat.send('escalation.snooze', {
          ...{ escalationId: escalation.id, forMs, reason: options.reason },
        });
        seat.show(
          { escalationId: escalation.id, ...snoozed },
          () => `Put off until ${localTime(new Date(Date.parse(snoozed.at) + forMs).toISOString())}.`,
        );
      }),
    );
}
