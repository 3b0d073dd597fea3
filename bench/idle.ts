// Memory of the server for each device of a signed-in officer that is connected and quiet, beside bare Socket.IO.
import type { CrowdAnswers, Place } from './crowd.ts';
import { short } from './figures.ts';
import type { NodeAnswers } from './node.ts';
import type { Program } from './program.ts';
import type { RelayAnswers } from './relay.ts';
import type { Rig } from './rig.ts';
import type { Row } from './table.ts';

const lines = 30;
const officersOfLine = 10;
const devices = 10;
/** What grows only once, such as compiled code and pools, is there after the first connections. */
const first = 1_000;
const counted = lines * officersOfLine * devices - first;
const options = { execArgv: ['--expose-gc'] };

interface Memory {
  residentKb: number;
  heapKb: number;
}

async function perConnection(
  crowd: Program<CrowdAnswers>,
  url: string,
  places: readonly Place[],
  memoryInUse: () => Promise<Memory>,
): Promise<Memory> {
  await crowd.ask('enter', { url, places: places.slice(0, first) });
  const before = await memoryInUse();
  await crowd.ask('enter', { url, places: places.slice(first) });
  const after = await memoryInUse();
  return {
    residentKb: (after.residentKb - before.residentKb) / counted,
    heapKb: (after.heapKb - before.heapKb) / counted,
  };
}

export async function idle(rig: Rig): Promise<Row[]> {
  const crowd = rig.start<CrowdAnswers>('crowd.ts');
  const record = { databaseUrl: await rig.newDatabase(), redisUrl: null };
  // The world is set up by another node: memory that one has freed would hide what connections take.
  const before = rig.start<NodeAnswers>('node.ts');
  await before.ask('start', record);
  await before.ask('loadWorld', { lines });
  const seats = await before.ask('seatEverybody', { devices });
  await before.stop();
  const node = rig.start<NodeAnswers>('node.ts', options);
  const url = await node.ask('start', record);
  const places = seats.map(({ token, ...channel }): Place => ({ auth: { token }, ...channel }));
  const parley = await perConnection(crowd, url, places, () => node.ask('memoryInUse', undefined));

  const relay = rig.start<RelayAnswers>('relay.ts', options);
  const relayUrl = await relay.ask('listen', null);
  const same = places.map(({ channelId }): Place => ({ auth: { channelId }, channelId, headSeq: 0 }));
  const bare = await perConnection(crowd, relayUrl, same, () => relay.ask('memoryInUse', undefined));

  const row = (what: string, pick: (memory: Memory) => number): Row => ({
    bench: 'idle, bare Socket.IO beside',
    what: `${what}, KB a connection (${counted} more)`,
    parley: short(pick(parley)),
    beside: short(pick(bare)),
    ratio: short(pick(parley) / pick(bare)),
    target: '',
  });
  return [row('resident', ({ residentKb }) => residentKb), row('heap', ({ heapKb }) => heapKb)];
}
