// The contract: every name is served and by one road, every input is strict, every answer has the shape that was promised.
// What the stories send is parsed by its output schema where they send it (support/officer.ts).
import { describe, expect, it } from 'vitest';
import { commands, queries } from '../../server/commands.ts';
import { contracts, type InputOf, names, type QueryName } from '../../shared/commands.ts';
import { issuesOf } from '../../shared/issues.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';

const ofKind = (kind: string) => names.filter((name) => contracts[name].kind === kind).sort();

describe('The contract', () => {
  const { node, onWatch, officer } = openScene();

  it('has one command for every name that writes, and one query for every name that reads', () => {
    // Messages are committed in groups, on a road of their own.
    const written = [...commands.map(({ name }) => name), 'message.post'];
    const own = written.filter((name) => name !== 'escalation.fire').sort();
    expect(own).toEqual(ofKind('command'));
    expect(queries.map(({ name }) => name).sort()).toEqual(ofKind('query'));
  });

  it('serves every name, and only to those who are signed in unless it is open', async () => {
    for (const name of names) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const response = await fetch(`${node().url}/api/${name}`, { method: 'POST', headers, body: '{"x":1}' });
      const { error } = (await response.json()) as { error: { code: string } };
      expect(error.code, name).toBe('open' in contracts[name] ? 'invalid_input' : 'unauthenticated');
    }
  });

  it('takes no field that it does not know', () => {
    for (const name of names) {
      const { error } = contracts[name].input.safeParse({ unheardOf: true });
      expect(error && issuesOf(error).map(({ code }) => code), name).toContain('unrecognized_keys');
    }
  });

  it('answers every question of every role in the promised shape', async () => {
    const [north] = await onWatch('duty.north', 'duty.south');
    const { incidentId, channelId } = await north.openIncident('river');
    await north.raise(incidentId);
    const { station } = await north.client.me();
    const line = await north.line('river');
    const end = line.ends.find(({ mine }) => mine);
    const inputs: { [N in QueryName]: InputOf<N> } = {
      'session.me': {},
      'organisation.list': {},
      'station.list': {},
      'officer.list': {},
      'line.list': {},
      'policy.list': {},
      'policy.preview': { lineId: line.id, endId: end?.endId ?? '', severity: 'Severe' },
      'watch.get': { stationId: station.id },
      'watch.list': {},
      'watch.summary': { stationId: station.id, which: 'present' },
      'watch.tests': { stationId: station.id },
      'incident.list': {},
      'incident.get': { incidentId },
      'escalation.queue': {},
      'record.search': { text: 'a' },
      'channel.entries': { channelId },
      'channel.heads': { channelIds: [channelId] },
    };
    const askAll = async (one: TestOfficer) => {
      for (const [name, input] of Object.entries(inputs))
        contracts[name as QueryName].output.parse(await one.send(name as QueryName, input));
    };
    for (const username of ['duty.north', 'commander.north', 'liaison.north', 'observer.north', 'admin.home'])
      await expect(askAll(await officer(username)), username).resolves.toBeUndefined();
  });
});
