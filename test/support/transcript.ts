// What one officer was ever told, in a form in which two runs can be compared byte by byte.
import { z } from 'zod';
import { type EntryBatch, entryBatch } from '../../shared/entry.ts';
import { heads, presence, seats } from '../../shared/protocol.ts';
import { type RawOfficer, untilReached } from './raw-officer.ts';

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Replaces each id by a label, the same for the same id, counted by first appearance. */
function labeller() {
  const labels = new Map<string, string>();
  return {
    label: (text: string) =>
      text.replace(anyId, (id) => {
        const label = labels.get(id) ?? `<id ${labels.size + 1}>`;
        labels.set(id, label);
        return label;
      }),
    /** How early an id appeared; after all others when it never did. */
    place: (id: string) => [...labels.keys()].indexOf(id) + 1 || Number.POSITIVE_INFINITY,
  };
}

/** A cursor of a list is opaque to its reader, who can take it apart all the same. */
function withOpenCursors(text: string): string {
  return text.replace(/"nextCursor":"([\w-]+)"/g, (_whole, cursor: string) =>
    Buffer.from(cursor, 'base64url').toString(),
  );
}

/** What is pushed at once and what was read back from the record differ in the order of their fields alone. */
function inOneOrder(body: unknown): string {
  return JSON.stringify(body, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

const push = z.union([
  z.tuple([z.literal('entries'), entryBatch]),
  z.tuple([z.literal('heads'), heads]),
  z.tuple([z.literal('presence'), presence]),
  z.tuple([z.literal('seats'), seats]),
]);

type Pushed = RawOfficer['pushed'];
type Beat = Extract<z.infer<typeof push>, ['presence' | 'seats', unknown]>;
type Channels = Map<string, Map<number, EntryBatch['entries'][number]>>;

/**
 * That somebody came, or sat down on one's own side, is told at any time in the first seconds. That he left is not, and
 * of seats of the other side nobody ever hears.
 */
const isChance = (beat: Beat, ownStations: ReadonlySet<string>): boolean =>
  beat[0] === 'presence' ? beat[1].connected : ownStations.has(beat[1].stationId);

/** What was pushed, without what chance decides: how it was cut, what was said again, which channel came first. */
function gather(pushed: Pushed, ownStations: ReadonlySet<string>) {
  const channels: Channels = new Map();
  const headSeqs = new Map<string, number>();
  const others = new Set<string>();
  for (const [event, body] of pushed) {
    const known = push.safeParse([event, body]);
    if (!known.success) others.add(`${event} ${inOneOrder(body)}`);
    else if (known.data[0] === 'entries') {
      const { channelId, entries } = known.data[1];
      const channel = channels.get(channelId) ?? new Map();
      for (const entry of entries) channel.set(entry.seq, entry);
      channels.set(channelId, channel);
    } else if (known.data[0] === 'heads') {
      for (const { channelId, headSeq } of known.data[1].heads)
        headSeqs.set(channelId, Math.max(headSeq, headSeqs.get(channelId) ?? 0));
    } else if (!isChance(known.data, ownStations)) others.add(`${event} ${inOneOrder(body)}`);
  }
  return { channels, headSeqs, others };
}

/**
 * One officer's day as lines. Ids get their labels from what he asked, in his own order, and only then from what was
 * pushed to him: channel by channel, each entry once, by its seq.
 */
export function compose(
  answers: readonly string[],
  pushed: Pushed,
  ownStations: ReadonlySet<string>,
): string[] {
  const { label, place } = labeller();
  const lines = answers.map((answer) => label(withOpenCursors(answer)));
  const { channels, headSeqs, others } = gather(pushed, ownStations);
  const byPlace = ([one]: [string, unknown], [other]: [string, unknown]) =>
    Math.sign(place(one) - place(other)) || (one < other ? -1 : 1);
  for (const [channelId, entries] of [...channels].sort(byPlace))
    for (const [, entry] of [...entries].sort(([one], [other]) => one - other))
      lines.push(label(`entry of ${channelId} ${inOneOrder(entry)}`));
  for (const [channelId, headSeq] of [...headSeqs].sort(byPlace))
    lines.push(label(`head of ${channelId} ${headSeq}`));
  return [...lines, ...[...others].map(label).sort()];
}

/** Whether the last of every channel that was told of has been pushed too. */
export function isComplete(pushed: Pushed): boolean {
  const { channels, headSeqs } = gather(pushed, new Set());
  return [...headSeqs].every(([channelId, headSeq]) => channels.get(channelId)?.has(headSeq));
}

export type Question = [name: string, input: unknown];

export interface Transcript {
  /** Asks all of it, over both transports, and writes down questions and answers in this order. */
  ask(questions: readonly Question[]): Promise<void>;
  /** Everything asked, answered and pushed so far, ids as labels. */
  lines(): string[];
}

const atOnce = 5;

/** Writes down from now on what this officer asks and is told; `ownStations` are those within his reach. */
export function transcribe(officer: RawOfficer, ownStations: ReadonlySet<string>): Transcript {
  const answers: string[] = [];
  return {
    async ask(questions) {
      // A few at a time, so that a slow machine need not put anybody off.
      for (let next = 0; next < questions.length; next += atOnce) {
        const answered = await Promise.all(
          questions.slice(next, next + atOnce).map(async ([name, input]) => {
            const [overSocket, overHttp] = await Promise.all([
              untilReached(() => officer.ask(name, input)),
              untilReached(() => officer.post(name, input)),
            ]);
            return [
              `${name} ${JSON.stringify(input)}`,
              overSocket.text,
              `${overHttp.status} ${overHttp.text}`,
            ];
          }),
        );
        answers.push(...answered.flat());
      }
    },
    lines: () => compose(answers, officer.pushed, ownStations),
  };
}
