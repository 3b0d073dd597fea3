// Which admin may set the ladder of which end: pure rules.
import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../../shared/errors.ts';
import type { Ladder } from '../../../shared/nouns/policy.ts';
import { type Administrator, type KnownStation, mayAdministerStation } from '../../stations/domain.ts';

export interface PolicyChange {
  admin: Administrator;
  /** The end of the line that the input names; null when there is no such line, station or end. */
  end: (KnownStation & { lineId: string }) | null;
  /** The ladder so far for this severity; null when the end has none of its own. */
  existing: { id: string; ladder: Ladder } | null;
}

/** Whether this ladder changes anything. Each end sets its own: nobody decides who is woken on the other side. */
export function judgePolicy({ admin, end, existing }: PolicyChange, ladder: Ladder) {
  if (!end || !mayAdministerStation(admin, end.organisation, end.isReached))
    return refuse('reference_unknown', { field: 'endCode' });
  return { changed: !existing || !isDeepStrictEqual(existing.ladder, ladder), end };
}
