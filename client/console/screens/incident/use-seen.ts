/** What is new in a shared log since this officer looked, and the way to say that he has looked. */
import { useCallback, useState } from 'react';
import type { ChannelLog } from '../../../sdk/channel-log.ts';
import { markOpened } from '../../state/hotline.ts';
import { useMe } from '../../state/reader.ts';
import { sawUpTo, unreadAfter } from '../../state/seen.ts';

export function useSeen(log: ChannelLog) {
  const { officer } = useMe();
  const { channelId } = log;
  // As it was when he came: the line stays where it is while he reads on.
  const [unread] = useState(() => unreadAfter(officer.id, channelId, log.entries.get().at(-1)?.seq ?? 0));
  const seen = useCallback(
    (seq: number) => {
      markOpened(channelId, seq);
      if (document.visibilityState === 'visible') sawUpTo(officer.id, channelId, seq);
    },
    [officer.id, channelId],
  );
  return { unread, seen };
}
