// Idle connections: how much memory of the server a signed-in officer takes, beside a bare Socket.IO connection.
import type { CrowdAnswers, Place } from './crowd.ts';
import type { NodeAnswers } from './node.ts';
import type { Program } from './program.ts';
import type { RelayAnswers } from './relay.ts';
import type { Rig } from './rig.ts';
import type { Row } from './table.ts';

const lines = 100;
const execArgv = ['--expose-gc'];

interface Measured {
  residentKb: number;
  heapKb: number;
}

/** What each of `places` adds to the memory of the server once all of them are connected and quiet. */
async function measure(
  server: Program<Pick<NodeAnswers, 'memoryInUse'>>,
  crowd: Program<CrowdAnswers>,
  url: string,
  places: Place[],
): Promise<Measured> {
  const before = await server.ask('memoryInUse', undefined);
  await crowd.ask('enter', { url, places });
  const after = await server.ask('memoryInUse', undefined);
  return {
    residentKb: (after.residentKb - before.residentKb) / places.length,
    heapKb: (after.heapKb - before.heapKb) / places.length,
  };
}

export async function idle(rig: Rig): Promise<Row[]> {
  const crowd = rig.start<CrowdAnswers>('crowd.ts');
  const node = rig.start<NodeAnswers>('node.ts', { execArgv });
  const url = await node.ask('start', { databaseUrl: await rig.newDatabase(), redisUrl: null });
  await node.ask('loadWorld', { lines });
  const seats = await node.ask('seatEverybody', undefined);
  const places = seats.map(({ token, ...channel }): Place => ({ auth: { token }, ...channel }));
  const parley = await measure(node, crowd, url, places);

  const relay = rig.start<RelayAnswers>('relay.ts', { execArgv });
  const relayUrl = await relay.ask('listen', undefined);
  const same = places.map(({ channelId }): Place => ({ auth: { channelId }, channelId, headSeq: 0 }));
  const bare = await measure(relay, crowd, relayUrl, same);

  const row = (what: string, pick: (measured: Measured) => number): Row => ({
    bench: `idle, ${places.length} officers`,
    what,
    parley: pick(parley).toFixed(1),
    beside: pick(bare).toFixed(1),
    ratio: (pick(parley) / pick(bare)).toFixed(2),
    target: '',
  });
  return [
    row('resident memory a connection, KB', ({ residentKb }) => residentKb),
    row('heap a connection, KB', ({ heapKb }) => heapKb),
  ];
}
