// Story: the duty officers of two countries speak by the phrase book; the record holds the code, each reads his own words.
import { describe, expect, it } from 'vitest';
import type { SaidPhrase } from '../../shared/nouns/message.ts';
import { renderPhrase } from '../../shared/phrasebook/render.ts';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const at = '2026-11-21T07:00:00.000Z';

describe('Two officers without a common language', () => {
  const scene = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let incidentId: string;
  let channelId: string;

  const phrases = async (reader: TestOfficer): Promise<SaidPhrase[]> =>
    (await reader.entriesOf(channelId, 'message.posted')).flatMap(({ payload }) =>
      'phrase' in payload ? [payload.phrase] : [],
    );
  const read = ({ code, slots }: SaidPhrase, language: 'vi' | 'km', timeZone: string) =>
    renderPhrase(code, slots, language, { timeZone });

  it('propose and agree a joint patrol, each in his own', async () => {
    [north, south] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId, channelId } = await north.openIncident('river'));
    const asked = await north.send('message.post', {
      channelId,
      phrase: { code: 'request.joint_patrol', slots: { marker: '257/3', at } },
    });
    await south.send('message.post', {
      channelId,
      phrase: { code: 'reply.joint_patrol_agreed', slots: { marker: '257/3', at } },
      replyTo: asked.seq,
    });
    const [request, reply] = await phrases(south);
    if (!request || !reply) throw new Error('both phrases stand on the record');
    expect(read(request, 'km', 'Asia/Phnom_Penh')).toContain('257/3');
    expect(read(request, 'km', 'Asia/Phnom_Penh')).toContain('21/11/2026 14:00 (+07)');
    expect(read(reply, 'vi', 'Asia/Ho_Chi_Minh')).toBe(
      'Được, chúng tôi sẽ cùng tuần tra từ cột mốc 257/3 vào lúc 21/11/2026 14:00 (+07).',
    );
    expect(await phrases(north)).toEqual(await phrases(south));
  });

  it('see the marker that the book gives, and what was answered', async () => {
    const posted = await south.entriesOf(channelId, 'message.posted');
    expect(posted.map(({ payload: { marker, replyTo } }) => ({ marker, replyTo }))).toEqual([
      { marker: 'request', replyTo: undefined },
      { marker: 'answer', replyTo: posted[0]?.seq },
    ]);
  });

  it('keep a phrase that was written without a link, and send it once', async () => {
    const { outbox } = south.client;
    const before = (await phrases(north)).length;
    await outbox.add('message.post', {
      channelId,
      phrase: { code: 'reply.stand_by', slots: { duration: 30 * minute } },
    });
    await until(() => outbox.items.get().length === 0, { what: 'the outbox is empty' });
    expect((await phrases(north)).slice(before)).toEqual([
      { code: 'reply.stand_by', slots: { duration: 30 * minute } },
    ]);
  });

  it('are held to a phrase as to any word: it is the reply that was promised', async () => {
    const { alertId } = await north.raise(incidentId);
    const replyBy = new Date(scene.now() + 20 * minute).toISOString();
    await south.send('alert.acknowledge', { alertId, grade: 'accepted', replyBy });
    await south.send('message.post', { channelId, phrase: { code: 'reply.thanks', slots: {} } });
    const alert = (await north.read(incidentId)).alerts.find(({ id }) => id === alertId);
    expect(alert?.escalations).toMatchObject([{ state: 'acknowledged', waitingFor: null }]);
    expect(alert?.escalations[0]?.answeredAt).not.toBeNull();
  });

  it('speak on the line itself as well', async () => {
    const { channelId: lineChannel } = await north.line('river');
    const { seq } = await north.send('message.post', {
      channelId: lineChannel,
      phrase: { code: 'check.communications', slots: {} },
    });
    const { entries } = await south.send('channel.entries', { channelId: lineChannel, afterSeq: seq - 1 });
    expect(entries[0]?.payload).toEqual({
      phrase: { code: 'check.communications', slots: {} },
      marker: 'question',
    });
  });
});
