// What one officer was ever told, in a form in which two runs can be compared byte by byte.
import type { RawOfficer } from './raw-officer.ts';

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Replaces each id by a label, the same for the same id, counted by first appearance. */
export function labeller(): (text: string) => string {
  const labels = new Map<string, string>();
  return (text) =>
    text.replace(anyId, (id) => {
      const label = labels.get(id) ?? `<id ${labels.size + 1}>`;
      labels.set(id, label);
      return label;
    });
}

/** A cursor of a list is opaque to its reader, who can take it apart all the same. */
function withOpenCursors(text: string): string {
  return text.replace(/"nextCursor":"([\w-]+)"/g, (_whole, cursor: string) =>
    Buffer.from(cursor, 'base64url').toString(),
  );
}

export type Question = [name: string, input: unknown];

export interface Transcript {
  /** Asks all of it at once, over both transports, and writes down questions and answers in this order. */
  ask(questions: readonly Question[]): Promise<void>;
  /** Everything asked, answered and pushed so far, ids as labels. */
  lines(): string[];
}

/** Writes down from now on what this officer asks and is told. */
export function transcribe(officer: RawOfficer): Transcript {
  const lines: string[] = [];
  return {
    async ask(questions) {
      const answered = await Promise.all(
        questions.map(async ([name, input]) => {
          const [overSocket, overHttp] = await Promise.all([
            officer.ask(name, input),
            officer.post(name, input),
          ]);
          return [`${name} ${JSON.stringify(input)}`, overSocket.text, `${overHttp.status} ${overHttp.text}`];
        }),
      );
      lines.push(...answered.flat());
    },
    lines() {
      // Heads are told once a second and presence with each beat: of these, only what was said counts, not how often.
      const beats = new Set<string>();
      const entries: string[] = [];
      for (const [event, body] of officer.pushed) {
        const text = JSON.stringify(body);
        if (event === 'heads') {
          const { heads } = body as { heads: { channelId: string }[] };
          for (const { channelId } of heads) beats.add(`head of ${channelId}`);
        } else if (event === 'presence') {
          // That somebody came is told at any time in the first seconds; that he left, never.
          if (!text.includes('"connected":true')) beats.add(`presence ${text}`);
        } else entries.push(`${event} ${text}`);
      }
      const label = labeller();
      const told = [...lines, ...entries].map((line) => label(withOpenCursors(line)));
      return [...told, ...[...beats].map(label).sort()];
    },
  };
}
