// Marks: how far an officer's device has received and shown a channel; for an alert this is told to the raiser, once.
import { canSpeak, isOfficer } from '../access/policy.ts';
import type { Case } from '../incidents/case.ts';
import { openCase, saveCase } from '../incidents/case.ts';
import { readableChannels } from '../journal/channels.ts';
import { defineCommand } from '../platform/command.ts';
import { newlyMarked } from './domain.ts';
import { caseWithNews, type Marks, moveMarks } from './store.ts';

interface Marking {
  marks: Marks;
  /** The case, locked, only where a mark may tell its line something new. */
  news: Case | null;
}

export const markChannel = defineCommand<'channel.mark', Marking>({
  name: 'channel.mark',
  async load(unit, { channelId, deliveredSeq, openedSeq }, actor) {
    if (!isOfficer(actor)) return null;
    const [channel] = await readableChannels(unit.sql, [channelId], actor);
    if (!channel) return null;
    const marks = await moveMarks(unit.sql, channelId, actor.officerId, { deliveredSeq, openedSeq });
    // Only those who could answer make an alert count as received by their end.
    const incidentId = canSpeak(actor.role)
      ? await caseWithNews(unit.sql, channelId, marks.deliveredSeq)
      : undefined;
    return { marks, news: incidentId === undefined ? null : await openCase(unit, incidentId, actor, false) };
  },
  allow: () => true,
  decide({ marks, news }) {
    const mine = new Set(news?.ends.filter((end) => end.mine).map(({ endId }) => endId));
    const drafts = news ? newlyMarked(news.state.alerts, mine, marks) : [];
    return {
      entries: drafts.map((draft) => ({
        ...draft,
        channelId: news?.ref.channelId ?? '',
        // Whose screen it was would tell the other end who is on duty; nobody acted, a device reported.
        by: 'system' as const,
      })),
      result: () => marks,
    };
  },
  save: async (unit, { news }, entries) => (news ? saveCase(unit, news.state, entries) : undefined),
});
