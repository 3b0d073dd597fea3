// The one road of every request, whichever transport brought it: find it, parse it, limit it, run it, make the reply.
import type { z } from 'zod';
import { contracts, isName } from '../../shared/commands.ts';
import { type ErrorDetails, type Refusal, refuse } from '../../shared/errors.ts';
import { id } from '../../shared/ids.ts';
import { issuesOf } from '../../shared/issues.ts';
import type { Reply } from '../../shared/protocol.ts';
import type { Limits } from '../access/limits.ts';
import type { Handlers } from '../commands.ts';
import type { Committed } from '../journal/commit.ts';
import { toRefusal } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';

export interface Caller {
  sessionId: string;
  officerId: string;
  organisationId: string;
}

export interface Request {
  name: string;
  key: unknown;
  input: unknown;
  address: string;
  /** Null when nobody is signed in. */
  caller: Caller | null;
}

/** The reply to send, and what to do once it is on its way. Never rejects. */
export interface Answered {
  reply: Reply<unknown>;
  publish(): void;
}
export type Dispatch = (request: Request) => Promise<Answered>;

export interface DispatchDeps {
  handlers: Handlers;
  limits: Limits;
  logger: Logger;
  metrics: Metrics;
}

/** A caller's own words come back in a problem: enough of them to know it by, not all he sent. */
const short = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** The input as its schema reads it; refused in words that name each field that does not fit. */
export function parseBy<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error)
    .slice(0, 20)
    .map(({ path, message }) => ({ path: short(path.join('.')), problem: short(message) }));
  return refuse('invalid_input', { issues } satisfies ErrorDetails);
}

async function handle({ handlers, limits }: DispatchDeps, request: Request): Promise<Committed> {
  const { name, caller, address } = request;
  if (!isName(name)) return refuse('unknown_command');
  const contract = contracts[name];
  const open = 'open' in contract;
  if (!open && !caller) return refuse('unauthenticated');
  await limits.take(name, caller?.officerId ?? null, address, caller?.organisationId);
  if (contract.kind !== 'command') {
    return handlers[name]({ caller, address, key: '', input: parseBy(contract.input, request.input) });
  }
  const key = id.safeParse(request.key);
  if (!key.success) return refuse('key_required');
  return handlers[name]({ caller, address, key: key.data, input: parseBy(contract.input, request.input) });
}

export function createDispatch(deps: DispatchDeps): Dispatch {
  const { logger, metrics } = deps;
  return async (request) => {
    const startedAt = performance.now();
    // An unknown name goes into no label: a caller must not be able to grow the metrics.
    const name = isName(request.name) ? request.name : 'unknown';
    try {
      const { result, publish } = await handle(deps, request);
      metrics.commandsTotal.inc({ name, outcome: 'ok' });
      return { reply: { ok: true, result }, publish };
    } catch (error) {
      const refusal = toRefusal(error);
      metrics.commandsTotal.inc({ name, outcome: refusal.code });
      logFailure(logger, name, refusal);
      return { reply: { ok: false, error: refusal.toBody() }, publish: () => undefined };
    } finally {
      metrics.commandDuration.observe({ name }, (performance.now() - startedAt) / 1000);
    }
  };
}

function logFailure(logger: Logger, name: string, refusal: Refusal): void {
  if (refusal.code === 'internal') logger.error({ name, err: refusal.cause }, 'a request failed');
  else if (refusal.cause instanceof Error)
    logger.warn({ name, code: refusal.code, err: refusal.cause }, 'refused');
  else logger.debug({ name, code: refusal.code }, 'refused');
}
