// Story: before anything happens an officer asks who would be called now, and is told what an alert would then do.
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultLadder } from '../../shared/nouns/policy.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('Who would be called now', () => {
  const { onWatch, officer } = openScene();
  let north: TestOfficer;
  let commander: TestOfficer;
  let lineId: string;
  let southEnd: string;
  let northEnd: string;

  beforeAll(async () => {
    [north] = await onWatch('duty.north');
    commander = await officer('commander.south-province');
    const line = await commander.line('river');
    lineId = line.id;
    const endId = (code: string) => line.ends.find((end) => end.code === code)?.endId ?? '';
    southEnd = endId('south');
    northEnd = endId('north');
  });

  const ask = (more = {}) =>
    commander.send('policy.preview', { lineId, endId: southEnd, severity: 'Severe', ...more });
  const inWords = ({ steps }: Awaited<ReturnType<typeof ask>>) =>
    steps.map(({ officers, skip, afterMs }) =>
      skip === null && afterMs !== null
        ? `${afterMs / minute}: ${officers.map(({ name, onWatch }) => `${name}${onWatch ? ' on watch' : ''}`)}`
        : skip,
    );

  it('names a step that would be skipped, why, and when each of the others would be called', async () => {
    const told = await ask();
    expect(told.source).toBe('every');
    expect(inWords(told)).toEqual([
      'nobody_on_watch',
      '0: commander.south',
      '3: commander.south-province',
      '8: commander.away',
    ]);
    expect(told.exhaustedAfterMs).toBe(18 * minute);
    expect(told.steps[2]?.station).toEqual({ code: 'south-province', name: { en: 'South province' } });
  });

  it('tells what an alert then does', async () => {
    const [firstCalled] = (await ask()).steps.filter(({ skip }) => skip === null);
    const { incidentId } = await north.openIncident('river');
    await north.raise(incidentId);
    const [item] = await commander.queue();
    expect(item?.called.map(({ name }) => name)).toEqual(firstCalled?.officers.map(({ name }) => name));
    await north.send('alert.withdraw', {
      alertId: item?.alert.id ?? '',
      reason: 'Asked only to see who is called',
    });
  });

  it('follows the watch as it is taken', async () => {
    const south = await officer('duty.south');
    await south.takeWatch();
    expect(inWords(await ask())[0]).toBe('0: duty.south on watch');
    expect((await ask()).exhaustedAfterMs).toBe(22 * minute);
  });

  it('tells of a ladder that is only being written', async () => {
    const step = { level: 'station', role: 'liaison', waitMs: minute } as const;
    const told = await ask({ ladder: { ...defaultLadder, steps: [step, { ...step, level: 'province' }] } });
    expect(told.source).toBe('given');
    expect(inWords(told)).toEqual(['0: liaison.south', 'no_account']);
  });

  it('tells nobody who stands opposite, or beside', async () => {
    const opposite = { lineId, endId: southEnd, severity: 'Severe' } as const;
    expect(await refusalOf(north.send('policy.preview', opposite))).toBe('end_not_yours');
    expect(await refusalOf(ask({ endId: northEnd }))).toBe('end_not_yours');
    const east = await officer('duty.east');
    expect(await refusalOf(east.send('policy.preview', opposite))).toBe('not_found');
  });
});
