// The ends of a line as an officer sees them, and the one he acts for.
import { refuse } from '../../shared/errors.ts';

export { endsOfLine } from './store.ts';

export interface End {
  endId: string;
  position: number;
  /** Whether the officer's station is this end or stands above it. */
  mine: boolean;
}

/**
 * The end an officer acts for: the one he asks for, or the only one that is his. A line on which he has no end looks
 * absent (`not_found`), so that nobody learns of other people's lines.
 */
export function actingEnd(ends: readonly End[], requested?: string): string {
  const mine = ends.filter((end) => end.mine);
  const [first, ...others] = mine;
  if (!first) return refuse('not_found');
  if (requested === undefined)
    return others.length > 0 ? refuse('end_required', { field: 'endId' }) : first.endId;
  return mine.some(({ endId }) => endId === requested)
    ? requested
    : refuse('end_not_yours', { field: 'endId' });
}
