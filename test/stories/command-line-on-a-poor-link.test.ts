// Story: scripts drive the hotline over a link that loses answers and goes away.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { type Cable, openCable } from '../support/cable.ts';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import type { TestOfficer } from '../support/officer.ts';
import { until } from '../support/until.ts';

describe('The command line on a poor link', () => {
  let record: TestRecord;
  let node: TestNode;
  let cable: Cable;
  let line: CommandLine;
  let south: TestOfficer;
  let channelId: string;
  let number: string;

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    cable = await openCable(node.url);
    line = await openCommandLine(cable.url);
    south = await node.officer('duty.south');
    ({ channelId, number } = await south.openIncident('river'));
    await line.run('sign-in', 'duty.north');
  });
  afterAll(async () => {
    await line.close();
    await cable.close();
    await record.close();
  });

  const granted = async (name: string) => {
    const { values } = await node.application.metrics.commandsTotal.get();
    return values.find(({ labels }) => labels.name === name && labels.outcome === 'ok')?.value ?? 0;
  };

  it('sends a command again with its key when no answer comes, and has it done once', async () => {
    cable.mute();
    const message = { channelId, text: 'Ba thuyền', lang: 'vi', marker: 'information' };
    const posting = line.run('call', 'message.post', JSON.stringify(message), '--json');
    await until(async () => (await granted('message.post')) >= 2, { what: 'the second try' });
    cable.plug();
    const { code, out } = await posting;
    expect({ code, posted: JSON.parse(out) }).toMatchObject({ code: 0, posted: { channelId, seq: 2 } });
    expect(await south.entriesOf(channelId, 'message.posted')).toHaveLength(1);
  });

  it('ends when it is interrupted, though the server is away', async () => {
    const tail = line.start('tail', number, '--follow');
    await until(() => tail.lines.length > 0);
    cable.pull();
    const queue = line.start('queue', '--watch');
    const before = cable.refused();
    await until(() => cable.refused() > before + 5, { what: 'both to look for the server' });
    expect(await Promise.all([queue.stop(), tail.stop()])).toEqual([0, 0]);
    cable.plug();
  });

  it('does not claim that sessions were ended everywhere by nobody', async () => {
    expect(await line.run('--profile', 'nobody', 'sign-out', '--everywhere')).toMatchObject({ code: 4 });
  });
});
