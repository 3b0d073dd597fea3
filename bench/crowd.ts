// The load: members who listen and check what they hear, and senders who post in a closed loop. A process of its own.
import { newId } from '../shared/ids.ts';
import { type Connection, connect } from './connection.ts';
import { percentile } from './figures.ts';
import { answer } from './program.ts';
import { processorSeconds } from './usage.ts';

interface Batch {
  channelId: string;
  entries: { seq: number; payload: { text: string } }[];
}

/** Where a member connects, as what, and the channel he hears. */
export interface Place {
  auth: object;
  channelId: string;
  /** The last seq of that channel before anything is posted. */
  headSeq: number;
}

export interface Round {
  senders: number;
  inFlight: number;
  warmUpMs: number;
  measureMs: number;
}

export interface RoundFigures {
  postsPerSecond: number;
  deliveriesPerSecond: number;
  reply: { p50: number; p99: number };
  delivery: { p50: number; p99: number };
  processorShare: number;
}

interface Crowd {
  members: { connection: Connection; channelId: string; heard: number }[];
  /** The last seq that a sender was told, by channel. */
  posted: Map<string, number>;
  round: Measuring | null;
}

interface Measuring {
  from: number;
  to: number;
  sentAt: number[];
  replies: number[];
  deliveries: number[];
}

const bodyBytes = 160;
const hearWithinMs = 15_000;
const crowds = new Map<string, Crowd>();

const isBatch = (body: unknown): body is Batch =>
  typeof body === 'object' && body !== null && 'entries' in body && Array.isArray(body.entries);

async function enter({ url, places }: { url: string; places: Place[] }): Promise<void> {
  const crowd: Crowd = { members: [], posted: new Map(), round: null };
  for (const { auth, channelId, headSeq } of places) {
    let heard = headSeq;
    crowd.posted.set(channelId, headSeq);
    const connection = await connect(url, auth, (name, body) => {
      if (name === 'session-ended') throw new Error(`a session was ended: ${JSON.stringify(body)}`);
      if (name !== 'entries' || !isBatch(body) || body.channelId !== channelId) return;
      const now = performance.now();
      for (const { seq, payload } of body.entries) {
        // A node that has just started tells the last seconds once more; who has heard them lets them pass.
        if (seq <= heard) continue;
        heard += 1;
        if (seq !== heard) throw new Error(`a member heard ${seq} where ${heard} was next`);
        if (crowd.round) noteDelivery(crowd.round, Number.parseInt(payload.text, 10), now);
      }
    });
    // The first reply tells that the member hears what is pushed after it.
    await connection.request('session.me', {});
    crowd.members.push({
      connection,
      channelId,
      get heard() {
        return heard;
      },
    });
  }
  crowds.set(url, crowd);
}

function noteDelivery({ sentAt, deliveries, from, to }: Measuring, number: number, now: number): void {
  const sent = sentAt[number];
  if (sent !== undefined && now >= from && now < to) deliveries.push(now - sent);
}

interface PostReply {
  ok: boolean;
  result?: { seq: number };
}

async function post(crowd: Crowd, round: Measuring, { connection, channelId }: Crowd['members'][number]) {
  while (performance.now() < round.to) {
    const number = round.sentAt.length;
    const sent = performance.now();
    round.sentAt.push(sent);
    const input = { channelId, text: `${number} `.padEnd(bodyBytes, 'x'), lang: 'en', marker: 'information' };
    const reply = (await connection.request('message.post', { key: newId(), input })) as PostReply;
    const now = performance.now();
    if (!reply.result) throw new Error(`a post was refused: ${JSON.stringify(reply)}`);
    if (now >= round.from && now < round.to) round.replies.push(now - sent);
    crowd.posted.set(channelId, Math.max(crowd.posted.get(channelId) ?? 0, reply.result.seq));
  }
}

/** Every member has heard everything that was posted on his channel. */
async function allHeard({ members, posted }: Crowd): Promise<void> {
  const deadline = performance.now() + hearWithinMs;
  const late = () => members.filter(({ channelId, heard }) => heard !== (posted.get(channelId) ?? 0)).length;
  while (late() > 0) {
    if (performance.now() > deadline) throw new Error(`${late()} members have not heard everything`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function run({ url, senders, inFlight, warmUpMs, measureMs }: Round & { url: string }) {
  const crowd = crowds.get(url);
  if (!crowd) throw new Error(`nobody is connected to ${url}`);
  const from = performance.now() + warmUpMs;
  const round: Measuring = { from, to: from + measureMs, sentAt: [], replies: [], deliveries: [] };
  crowd.round = round;
  const channels = [...new Set(crowd.members.map(({ channelId }) => channelId))].slice(0, senders);
  const lanes = channels.flatMap((channelId) => {
    const sender = crowd.members.find((member) => member.channelId === channelId);
    return sender ? Array.from({ length: inFlight / senders }, () => post(crowd, round, sender)) : [];
  });
  const usedBefore = processorSeconds();
  await Promise.all(lanes);
  const used = processorSeconds() - usedBefore;
  await allHeard(crowd);
  crowd.round = null;
  const times = (values: number[]) => ({ p50: percentile(values, 0.5), p99: percentile(values, 0.99) });
  const seconds = measureMs / 1_000;
  return {
    postsPerSecond: round.replies.length / seconds,
    deliveriesPerSecond: round.deliveries.length / seconds,
    reply: times(round.replies),
    delivery: times(round.deliveries),
    processorShare: used / ((warmUpMs + measureMs) / 1_000),
  } satisfies RoundFigures;
}

const answers = { enter, run };
export type CrowdAnswers = typeof answers;
answer(answers);
