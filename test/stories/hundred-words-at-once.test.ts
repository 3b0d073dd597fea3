// Story: both sides speak at once, a hundred words in one breath. Everybody reads them in one order, each once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/commands.ts';
import type { EntryBatch } from '../../shared/entry.ts';
import { newId } from '../../shared/ids.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { type RawOfficer, rawOfficer, untilReached } from '../support/raw-officer.ts';
import { until } from '../support/until.ts';

describe('A hundred words at once from both sides', () => {
  let record: TestRecord;
  let nodes: TestNode[];
  const everybody: RawOfficer[] = [];

  beforeAll(async () => {
    record = await openRecord();
    nodes = [await record.node(), await record.node()];
    for (const [index, name] of [
      'duty.north',
      'duty.south',
      'relief.north',
      'commander.south-province',
    ].entries())
      everybody.push(await rawOfficer(nodes[index % 2]?.url ?? '', name));
  });
  afterAll(async () => {
    for (const officer of everybody) officer.close();
    await record.close();
  });

  it.each([
    ['with messages alone', false],
    ['with everything else that is written to a case in between', true],
  ])('stand in one order, without a gap or a double, for all who read (%s)', async (_what, isMixed) => {
    const [north, south] = everybody as [RawOfficer, RawOfficer];
    const { lines } = await north.get<OutputOf<'line.list'>>('line.list', {});
    const lineId = lines.find(({ code }) => code === 'river')?.id;
    const input = { lineId, title: 'Boats', category: 'other', severity: 'Minor' };
    const { incidentId, channelId } = await north.get<OutputOf<'incident.open'>>('incident.open', input);

    const say = (officer: RawOfficer, text: string) => {
      const message = { channelId, text, lang: 'en', marker: 'information' };
      const key = newId();
      // Every third is sent twice with its key, over both transports.
      return text.endsWith('3')
        ? [officer.get<{ seq: number }>('message.post', message, key), repeat(officer, message, key)]
        : [officer.get<{ seq: number }>('message.post', message, key)];
    };
    const repeat = async (officer: RawOfficer, message: object, key: string) => {
      const { reply } = await untilReached(() => officer.post('message.post', message, { key }));
      return (reply.ok ? reply.result : reply) as { seq: number };
    };
    const alarm = { urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' };
    const others = isMixed
      ? Array.from({ length: 15 }, (_, index) => [
          north.get<{ seq: number }>('incident.amend', { incidentId, changes: { subjects: index } }),
          south.get<{ seq: number }>('alert.raise', { incidentId, text: `${index}`, lang: 'en', ...alarm }),
        ]).flat()
      : [];
    const words = Array.from({ length: 50 }, (_, index) => [
      ...say(north, `north ${index}`),
      ...say(south, `south ${index}`),
    ]).flat();
    const places = (await Promise.all([...words, ...others])).map(({ seq }) => seq);

    const { entries, headSeq } = await south.get<OutputOf<'channel.entries'>>('channel.entries', {
      channelId,
      limit: 500,
    });
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: headSeq }, (_, index) => index + 1));
    const said = entries.filter(({ kind }) => kind === 'message.posted');
    expect(said).toHaveLength(100);
    expect(new Set(said.map(({ payload }) => JSON.stringify(payload))).size).toBe(100);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort());
    expect(new Set(places).size).toBe(100 + others.length);

    for (const officer of everybody) {
      const heard = () =>
        officer.pushed
          .flatMap(([event, body]) => (event === 'entries' ? [body as EntryBatch] : []))
          .filter((batch) => batch.channelId === channelId)
          .flatMap((batch) => batch.entries);
      await until(() => heard().at(-1)?.seq === headSeq, { what: 'the last word' });
      expect(heard().map(({ seq, id }) => [seq, id])).toEqual(entries.map(({ seq, id }) => [seq, id]));
    }
  });
});
