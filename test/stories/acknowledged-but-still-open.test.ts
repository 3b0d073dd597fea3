// A critical alert that was acknowledged and then forgotten calls its own end again after half an hour.
import { describe, expect, it } from 'vitest';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('An acknowledged critical alert in a case that is not resolved', () => {
  const { officer, onWatch, advance } = openScene();

  const stillOpen = async (asked: TestOfficer, incidentId: string) => {
    const { stillOpen: items } = await asked.send('escalation.queue', {});
    return items.filter((item) => item.incidentId === incidentId);
  };

  async function accepted(severity: 'Severe' | 'Moderate') {
    const [north, south] = await onWatch('duty.north', 'duty.south');
    const { incidentId, channelId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId, { severity });
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    // The follow-up that the policy asks for: else the acknowledgement would lapse, which is another story.
    await south.post(channelId, 'Boat crew is on the water');
    return { north, south, incidentId, alertId };
  }

  it('is told again to the end that has it, when the time it was told has come', async () => {
    const { north, south, incidentId } = await accepted('Severe');
    const { nextStillOpenAt, serverTime } = await south.send('escalation.queue', {});
    expect(Date.parse(nextStillOpenAt ?? '') - Date.parse(serverTime)).toBeLessThanOrEqual(30 * minute);
    await advance(29 * minute);
    expect(await stillOpen(south, incidentId)).toEqual([]);
    await advance(minute);
    expect(await stillOpen(south, incidentId)).toMatchObject([
      { addressed: true, escalation: { state: 'acknowledged' } },
    ]);
    expect(await stillOpen(await officer('commander.south-province'), incidentId)).toHaveLength(1);
    expect(await stillOpen(north, incidentId)).toEqual([]);
  });

  it('is quiet for another half hour when somebody says that he still has it', async () => {
    const { south, incidentId, alertId } = await accepted('Severe');
    await advance(30 * minute);
    expect(await stillOpen(south, incidentId)).toHaveLength(1);
    const { counts } = await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect(counts).toBe(false);
    expect(await stillOpen(south, incidentId)).toEqual([]);
    await advance(30 * minute);
    expect(await stillOpen(south, incidentId)).toHaveLength(1);
  });

  it('is over when the case is resolved', async () => {
    const { south, incidentId } = await accepted('Severe');
    await advance(30 * minute);
    expect(await stillOpen(south, incidentId)).toHaveLength(1);
    await south.send('incident.change_status', { incidentId, to: 'in_progress', reason: 'On it' });
    expect(await stillOpen(south, incidentId)).toHaveLength(1);
    await south.send('incident.change_status', { incidentId, to: 'resolved', reason: 'Boats left' });
    expect(await stillOpen(south, incidentId)).toEqual([]);
  });

  it('is left alone where it is not critical', async () => {
    const { south, incidentId } = await accepted('Moderate');
    await advance(30 * minute);
    expect(await stillOpen(south, incidentId)).toEqual([]);
  });
});
