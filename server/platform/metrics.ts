// Creates the counters and gauges that operators watch, all named parley_ and none with a label per incident.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Every instrument of one node, and the registry that prints them. */
export type Metrics = ReturnType<typeof createMetrics>;

const FAST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const BATCH_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const LATENESS_MS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000];

/** Makes a registry of its own, so that several nodes may live in one test process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'parley_' });
  const registers = [registry];
  return {
    registry,
    commandsTotal: new Counter({
      name: 'parley_commands_total',
      help: 'Commands and queries answered, by name and outcome (ok or an error code).',
      labelNames: ['name', 'outcome'] as const,
      registers,
    }),
    commandDuration: new Histogram({
      name: 'parley_command_duration_seconds',
      help: 'Time from receiving a command to its reply.',
      labelNames: ['name'] as const,
      buckets: FAST_SECONDS,
      registers,
    }),
    entriesTotal: new Counter({
      name: 'parley_entries_total',
      help: 'Entries committed to the record.',
      registers,
    }),
    deliveriesTotal: new Counter({
      name: 'parley_deliveries_total',
      help: 'Entries handed to sockets.',
      registers,
    }),
    sockets: new Gauge({ name: 'parley_sockets', help: 'Sockets connected to this node.', registers }),
    groupCommitBatch: new Histogram({
      name: 'parley_group_commit_batch',
      help: 'Messages committed together in one statement.',
      buckets: BATCH_SIZES,
      registers,
    }),
    escalationsFiredTotal: new Counter({
      name: 'parley_escalations_fired_total',
      help: 'Escalation steps that took effect on this node.',
      registers,
    }),
    escalationLatenessMs: new Histogram({
      name: 'parley_escalation_lateness_ms',
      help: 'How long after its due time a step took effect, in milliseconds of the database clock.',
      buckets: LATENESS_MS,
      registers,
    }),
    oldestOverdueEscalationMs: new Gauge({
      name: 'parley_oldest_overdue_escalation_ms',
      help: 'How long the oldest overdue step has been waiting; more than a few seconds means that nobody fires.',
      registers,
    }),
  };
}
