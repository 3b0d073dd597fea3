// Durable posts under load and one by one, beside a plain relay of the same shape in the same rounds.
import type { CrowdAnswers, Place, Round, RoundFigures } from './crowd.ts';
import { median, medianRatio, short } from './figures.ts';
import type { Kept } from './floor.ts';
import type { NodeAnswers } from './node.ts';
import type { Program } from './program.ts';
import type { RelayAnswers } from './relay.ts';
import type { Rig } from './rig.ts';
import type { Row } from './table.ts';

const lines = 20;
const rounds = 5;
/** Posts in flight. With the fewest the processors still wait for each other; with more each server has enough to do. */
const light = 80;
const heavy = [200, 400];
const loads = [light, ...heavy];
const underLoad = (inFlight: number): Round => ({
  ...{ senders: 20, inFlight, warmUpMs: 1_000, measureMs: 3_000 },
});
const oneByOne: Round = { senders: 1, inFlight: 1, warmUpMs: 500, measureMs: 1_500 };

type Measured = RoundFigures & { microsecondsPerDelivery: number };

/** One of the servers that are compared, with its members connected. */
interface Side {
  url: string;
  processorSeconds(): Promise<number>;
  /** In the order of `loads`. */
  loaded: Measured[][];
  single: Measured[];
}

const nothingYet = (): Pick<Side, 'loaded' | 'single'> => ({ loaded: loads.map(() => []), single: [] });

async function enterNode(rig: Rig, crowd: Program<CrowdAnswers>, folder?: string) {
  const server = rig.start<NodeAnswers>('node.ts', folder === undefined ? {} : { folder });
  const url = await server.ask('start', { databaseUrl: await rig.newDatabase(), redisUrl: null });
  await server.ask('loadWorld', { lines });
  const seats = await server.ask('seatEverybody', { devices: 1 });
  const places = seats.map(({ token, ...channel }): Place => ({ auth: { token }, ...channel }));
  await crowd.ask('enter', { url, places });
  const processorSeconds = () => server.ask('processorSeconds', undefined);
  return { side: { url, processorSeconds, ...nothingYet() } satisfies Side, places };
}

async function enterRelay(
  rig: Rig,
  crowd: Program<CrowdAnswers>,
  places: readonly Place[],
  kept?: Kept,
): Promise<Side> {
  const server = rig.start<RelayAnswers>('relay.ts');
  const url = await server.ask('listen', kept ? { databaseUrl: await rig.newDatabase(), kept } : null);
  const same = places.map(({ channelId }): Place => ({ auth: { channelId }, channelId, headSeq: 0 }));
  await crowd.ask('enter', { url, places: same });
  return { url, processorSeconds: () => server.ask('processorSeconds', undefined), ...nothingYet() };
}

async function measure(crowd: Program<CrowdAnswers>, side: Side, round: Round): Promise<Measured> {
  const before = await side.processorSeconds();
  const figures = await crowd.ask('run', { url: side.url, ...round });
  const used = (await side.processorSeconds()) - before;
  const seconds = (round.warmUpMs + round.measureMs) / 1_000;
  return { ...figures, microsecondsPerDelivery: (used / (figures.deliveriesPerSecond * seconds)) * 1e6 };
}

/** Compares `ours` with `theirs`; both were measured in the same rounds. */
function rowOf(
  bench: string,
  what: string,
  pick: (figures: Measured) => number,
  [ours, theirs]: readonly [readonly Measured[], readonly Measured[]],
  target = '',
): Row {
  const [mine, other] = [ours.map(pick), theirs.map(pick)];
  const ratio = short(medianRatio(mine, other));
  return { bench, what, parley: short(median(mine)), beside: short(median(other)), ratio, target };
}

function rowsOf(parley: Side, other: Side, bench: string): Row[] {
  const single = [parley.single, other.single] as const;
  return [
    ...loads.flatMap((inFlight, index) => {
      const both = [parley.loaded[index] ?? [], other.loaded[index] ?? []] as const;
      const row = (what: string, pick: (figures: Measured) => number, target = '') =>
        rowOf(bench, `20 x 10, ${inFlight} in flight: ${what}`, pick, both, target);
      return [
        row('deliveries/s', (one) => one.deliveriesPerSecond, '>= 0.8'),
        row('send to reply p99, ms', (one) => one.reply.p99),
        row('send to delivery p99, ms', (one) => one.delivery.p99),
        row('server processor, us a delivery', (one) => one.microsecondsPerDelivery),
        row('load processor, share of a core', (one) => one.processorShare),
      ];
    }),
    rowOf(bench, '1 in flight: send to reply p50, ms', (one) => one.reply.p50, single, '<= 4'),
    rowOf(bench, '1 in flight: send to reply p99, ms', (one) => one.reply.p99, single),
  ];
}

/** What no server with this record can be faster than: the relay, when it commits what it sends on. */
function floorRow(floor: Side, relay: Side, what: string): Row {
  const single = [floor.single, relay.single] as const;
  return rowOf('posts, relay beside', `1 in flight: ${what} p50, ms`, (one) => one.reply.p50, single);
}

/** `against`: another checkout whose node takes part in the same rounds, to compare before with after. */
export async function posts(rig: Rig, { against }: { against?: string | undefined }): Promise<Row[]> {
  const crowd = rig.start<CrowdAnswers>('crowd.ts');
  const { side: parley, places } = await enterNode(rig, crowd);
  const relay = await enterRelay(rig, crowd, places);
  const before = against === undefined ? null : (await enterNode(rig, crowd, against)).side;
  const sides = [relay, parley, ...(before ? [before] : [])];
  const row = await enterRelay(rig, crowd, places, 'row');
  const entry = await enterRelay(rig, crowd, places, 'entry');
  const singles = [...sides, row, entry];
  const load = async (inFlight: number) => {
    for (const side of sides)
      side.loaded[loads.indexOf(inFlight)]?.push(await measure(crowd, side, underLoad(inFlight)));
  };
  for (let round = 0; round < rounds; round += 1) {
    await load(light);
    for (const side of singles) side.single.push(await measure(crowd, side, oneByOne));
    sides.reverse();
    singles.reverse();
  }
  // Afterwards: what these leave to be indexed and vacuumed would go on beside a post that goes alone.
  for (let round = 0; round < rounds; round += 1) {
    for (const inFlight of heavy) await load(inFlight);
    sides.reverse();
  }
  return [
    ...rowsOf(parley, relay, 'posts, relay beside'),
    floorRow(row, relay, 'a relay that commits one bare row'),
    floorRow(entry, relay, 'a relay that numbers and appends an entry'),
    ...(before ? rowsOf(parley, before, 'posts, before beside') : []),
  ];
}
