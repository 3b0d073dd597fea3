// When the server pushes what.
import type { serverEvents } from '../../shared/protocol.ts';

export const events: Record<keyof typeof serverEvents, string> = {
  entries:
    'Entries were committed to a channel one is a member of: a run in order, without a gap in itself. A hint.',
  heads:
    'How far channels have come, once more by itself: a lost push shows even when nothing follows it. A hint.',
  presence: 'A station of one of my lines came or went: whether any device of it is connected. Volatile.',
  seats:
    'At a station of one’s own side a seat came or went, or its alarm sound was turned on or off. Volatile; ask `watch.list`.',
  'session-ended': 'The last word before the server closes this connection.',
};
