// The watch of a station: who may hold it, how it passes from one officer to the next. Pure rules.
import type { Draft, Entry } from '../../shared/entry.ts';
import { refuse } from '../../shared/errors.ts';
import type { SilentPeriod } from '../../shared/nouns/duty.ts';
import type { Role } from '../../shared/nouns/officer.ts';
import {
  type AcceptedItem,
  isSameItem,
  type OpenItem,
  type Watch,
  type WatchSound,
} from '../../shared/nouns/watch.ts';
import type { LocalText } from '../../shared/text.ts';
import type { Instant } from '../../shared/time.ts';

export interface OfficerRef {
  officerId: string;
  name: string;
}

/** A watch as it stands: who holds it, since when, and to whom it is offered. */
export interface WatchState {
  stationId: string;
  stationCode: string;
  stationName: LocalText;
  holder: OfficerRef | null;
  /** The beginning of the present condition; null when the station was never manned. */
  since: Instant | null;
  offeredTo: (OfficerRef & { at: Instant }) | null;
}

export interface Candidate extends OfficerRef {
  role: Role;
}

const watchRoles: readonly Role[] = ['duty_officer', 'liaison', 'commander'];

/** Observers only read and admins only set up; everybody else may answer for his station. */
export const mayHoldWatch = (role: Role): boolean => watchRoles.includes(role);

function candidateOf(candidates: readonly Candidate[], officerId: string): OfficerRef {
  const found = candidates.find((candidate) => candidate.officerId === officerId);
  return found ? { officerId, name: found.name } : refuse('reference_unknown', { field: 'toOfficerId' });
}

/** Null when the officer holds the watch already: taking it twice is taking it once. */
export function takeWatch({ holder }: WatchState, officer: OfficerRef): Draft | null {
  if (holder?.officerId === officer.officerId) return null;
  if (holder) return refuse('watch_held');
  return { kind: 'watch.taken', payload: { officer } };
}

/** What passes to the next watch: the most pressing by name, and how many more there are. */
export interface Open {
  openItems: OpenItem[];
  moreItems: number;
}

export interface Relief extends Open {
  candidates: readonly Candidate[];
}

export const noOpenItems: Open = { openItems: [], moreItems: 0 };

/** As an entry has it. */
export function openPayload({ openItems, moreItems }: Open): { openItems: OpenItem[]; moreItems?: number } {
  return { openItems, ...(moreItems > 0 ? { moreItems } : {}) };
}

/** Only who holds the watch can offer it, to another officer of the station. */
export function offerWatch(
  { holder }: WatchState,
  { candidates, ...open }: Relief,
  officerId: string,
  input: { toOfficerId: string; note: string | null },
): Draft {
  if (!holder) return refuse('watch_unmanned');
  if (holder.officerId !== officerId) return refuse('watch_not_held');
  if (input.toOfficerId === officerId) return refuse('reference_unknown', { field: 'toOfficerId' });
  const to = candidateOf(candidates, input.toOfficerId);
  return { kind: 'watch.offered', payload: { from: holder, to, note: input.note, ...openPayload(open) } };
}

/**
 * The incoming officer takes over the open items as they are now, not as they were when the watch was offered: he names
 * each that he has read, and what came or changed in between he must read first.
 */
export function acceptWatch(
  { holder, offeredTo }: WatchState,
  open: Open,
  officerId: string,
  accepted: readonly AcceptedItem[],
): Draft {
  if (!holder || offeredTo?.officerId !== officerId) return refuse('watch_not_offered');
  const unread = open.openItems.filter((item) => !accepted.some((one) => isSameItem(item, one)));
  if (unread.length > 0) return refuse('open_items_changed');
  const { name } = offeredTo;
  return {
    kind: 'watch.handed_over',
    payload: { from: holder, to: { officerId, name }, ...openPayload(open) },
  };
}

/** Takes the watch from whoever holds it, and gives it to another officer of the station or to nobody. */
export function relieveWatch(
  { holder }: WatchState,
  { candidates, ...open }: Relief,
  input: { toOfficerId: string | null; reason: string },
): Draft {
  if (!holder) return refuse('watch_unmanned');
  const { toOfficerId, reason } = input;
  if (toOfficerId === holder.officerId) return refuse('watch_held', { field: 'toOfficerId' });
  const to = toOfficerId === null ? null : candidateOf(candidates, toOfficerId);
  return { kind: 'watch.relieved', payload: { from: holder, to, reason, ...openPayload(open) } };
}

function applyWatch<W extends WatchState>(watch: W, entry: Entry): W {
  switch (entry.kind) {
    case 'watch.taken':
      return { ...watch, holder: entry.payload.officer, since: entry.at, offeredTo: null };
    case 'watch.offered':
      return { ...watch, offeredTo: { ...entry.payload.to, at: entry.at } };
    case 'watch.handed_over':
    case 'watch.relieved':
      return { ...watch, holder: entry.payload.to, since: entry.at, offeredTo: null };
    default:
      return watch;
  }
}

/** The watch after these entries. */
export function foldWatch<W extends WatchState>(watch: W, entries: readonly Entry[]): W {
  return entries.reduce(applyWatch<W>, watch);
}

/** Whether an alarm would be heard at the holder's seat; `sounds` holds those who are connected. */
export function soundOf(holder: OfficerRef | null, sounds: ReadonlyMap<string, boolean>): WatchSound | null {
  if (!holder) return null;
  const sounding = sounds.get(holder.officerId);
  if (sounding === undefined) return 'away';
  return sounding ? 'on' : 'off';
}

/** The watch as it is told to its own side. */
export function toWatch({
  stationId,
  stationCode,
  stationName,
  holder,
  since,
  offeredTo,
}: WatchState): Watch {
  return {
    stationId,
    stationCode,
    stationName,
    officerId: holder?.officerId ?? null,
    officerName: holder?.name ?? null,
    since,
    offeredTo,
  };
}

/** A change of the watch as the station's channel has it; `to` is null where nobody held it from then on. */
export interface WatchChange {
  at: Instant;
  to: OfficerRef | null;
}

export interface WatchPeriod {
  officer: OfficerRef;
  from: Instant;
  until: Instant | null;
}

/** The watch that lasts, or the last one that has ended; null where there was none. The newest change stands first. */
export function watchPeriod(changes: readonly WatchChange[], which: 'last' | 'present'): WatchPeriod | null {
  const [newest, ...before] = changes;
  if (which === 'present') {
    return newest?.to ? { officer: newest.to, from: newest.at, until: null } : null;
  }
  let until = newest?.at;
  for (const { at, to } of before) {
    if (to && until) return { officer: to, from: at, until };
    until = at;
  }
  return null;
}

/** The silent times among these changes; a watch sounds until something else was seen. */
export function silentPeriods(
  changes: readonly { sound: WatchSound; since: Instant }[],
  { from, until }: Pick<WatchPeriod, 'from' | 'until'>,
): SilentPeriod[] {
  return changes.flatMap(({ sound, since }, index) => {
    if (sound === 'on') return [];
    const end = changes[index + 1]?.since ?? until;
    return [{ sound, from: since > from ? since : from, until: end }];
  });
}
