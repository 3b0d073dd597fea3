/** `queue`: running and exhausted escalations within reach, once or as they change. */
import type { Command } from 'commander';
import type { OutputOf } from '../../../shared/commands.ts';
import { second } from '../../../shared/time.ts';
import { atSeat, type Seat, untilInterrupted } from '../seat.ts';
import { distance, localTime, table } from '../terminal.ts';

type Queue = OutputOf<'escalation.queue'>;

/** What is written together is shown together. */
const settleMs = 200;
/** Deadlines pass and pushes get lost: looked at again even when nothing was heard. */
const lookAgainMs = 15 * second;

const queueTable = ({ items }: Queue, now: number) =>
  items.length === 0
    ? 'Nothing is waiting.'
    : table(
        ['INCIDENT', 'SEVERITY', 'STATE', 'DUE', 'CALLED', 'NEXT', 'SIDE', 'TITLE'],
        items.map(({ escalation, alert, incidentNumber, incidentTitle, next, addressed, called }) => [
          incidentNumber,
          alert.severity,
          escalation.waitingFor === 'snooze' ? 'snoozed' : escalation.state,
          escalation.dueAt ? distance(escalation.dueAt, now) : '-',
          called[0]?.name ?? `turn ${escalation.turn}`,
          next ? `${next.role} (${next.level})` : '-',
          addressed ? 'ours to answer' : 'we raised it',
          incidentTitle,
        ]),
      );

/** Prints the queue whenever it has changed, until interrupted. */
async function watchQueue({ client, send, json, show }: Seat): Promise<void> {
  const stopping = new AbortController();
  let printed = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const failed = new AbortController();
  const look = async () => {
    const patience = { deadlineMs: Number.POSITIVE_INFINITY, signal: stopping.signal };
    const queue = await send('escalation.queue', {}, patience);
    const present = JSON.stringify(queue.items);
    if (present !== printed)
      show(
        queue,
        () => `${localTime(queue.serverTime)}\n${queueTable(queue, client.serverNow())}${json ? '' : '\n'}`,
      );
    printed = present;
  };
  const lookIn = (ms: number) => {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      look().then(
        () => lookIn(lookAgainMs),
        (error) => failed.abort(error),
      );
    }, ms);
  };
  const off = client.onEntries(({ entries }) => {
    if (entries.some(({ kind }) => /^(alert|escalation|call)\./.test(kind))) lookIn(settleMs);
  });
  lookIn(0);
  try {
    await untilInterrupted(client, failed.signal);
  } finally {
    off();
    stopping.abort();
    clearTimeout(timer);
  }
}

export function addQueueCommand(program: Command): void {
  program
    .command('queue')
    .description('running and exhausted escalations, most pressing first')
    .option('-w, --watch', 'again whenever it changes; --json prints one line each time')
    .action(
      atSeat(
        async (seat, { watch = false }: { watch?: boolean }) => {
          if (watch) return await watchQueue(seat);
          const queue = await seat.send('escalation.queue', {});
          seat.show(queue, () => queueTable(queue, Date.parse(queue.serverTime)));
        },
        ({ watch = false }) => watch,
      ),
    );
}
