// Which lines may be set by whom, and when an agreement is over: pure rules.
import { isDeepStrictEqual } from 'node:util';
import type { ParsedInputOf } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { LineKind } from '../../shared/nouns/line.ts';
import type { LocalText } from '../../shared/text.ts';
import type { Instant } from '../../shared/time.ts';
import type { Administrator } from '../stations/domain.ts';

/** A station at the end of a line, as the one who asks reaches it. */
export interface EndStation {
  id: string;
  code: string;
  organisationId: string;
  isReached: boolean;
}

export interface KnownLine {
  id: string;
  code: string;
  kind: LineKind;
  name: LocalText;
  channelId: string;
  ends: EndStation[];
}

/**
 * Whether `admin` looks after a line with these ends. An adjacent line belongs to the admin above all its ends; a line
 * across the border to the domestic admin above every end on his own side.
 */
export function mayAdministerLine(
  admin: Administrator,
  kind: LineKind,
  ends: readonly EndStation[],
): boolean {
  if (admin.kind === 'system') return true;
  if (admin.role !== 'admin') return false;
  if (kind === 'adjacent') return ends.every(({ isReached }) => isReached);
  const own = ends.filter(({ organisationId }) => organisationId === admin.organisationId);
  return admin.isDomestic && own.length > 0 && own.every(({ isReached }) => isReached);
}

export interface LineChange {
  admin: Administrator;
  existing: KnownLine | null;
  /** The stations that the input names, in its order; null where there is none. */
  ends: readonly (EndStation | null)[];
  /** Whether an end that the input leaves out still owes an answer to an alert. */
  leavesAlertsOpen: boolean;
}

function isEnd(end: EndStation | null): end is EndStation {
  return end !== null;
}

/** Whether setting this line changes anything. Refuses what this admin may not set, and what would be no line. */
export function judgeLine(
  { admin, existing, ends, leavesAlertsOpen }: LineChange,
  input: ParsedInputOf<'line.set'>,
) {
  const { kind, name, endCodes } = input;
  if (existing && !mayAdministerLine(admin, existing.kind, existing.ends))
    return refuse('code_taken', { field: 'code' });
  if (new Set(endCodes).size < endCodes.length) return refuse('line_needs_ends', { field: 'endCodes' });
  const known = ends.filter(isEnd);
  if (known.length < ends.length || !mayAdministerLine(admin, kind, known))
    return refuse('reference_unknown', { field: 'endCodes' });
  const crosses = new Set(known.map(({ organisationId }) => organisationId)).size > 1;
  if (crosses !== (kind === 'cross_border')) {
    const problem = crosses ? 'adjacent ends belong to one organisation' : 'does not cross a border';
    return refuse('invalid_input', { issues: [{ path: 'kind', problem }] });
  }
  if (leavesAlertsOpen) return refuse('alerts_open', { field: 'endCodes' });
  if (!existing) return true;
  const before = {
    kind: existing.kind,
    name: existing.name,
    endCodes: existing.ends.map(({ code }) => code),
  };
  return !isDeepStrictEqual(before, { kind, name, endCodes });
}

/** Whether an agreement valid until the end of `validUntil` is over, by the calendar of `timeZone`. */
export function hasExpired(validUntil: string | null, now: Instant, timeZone: string): boolean {
  if (validUntil === null) return false;
  // The Swedish form of a date is the ISO one.
  const today = new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(now));
  return today > validUntil;
}
