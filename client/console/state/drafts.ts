/**
 * What is being written and not sent: kept on this device by officer, by kind of channel and by channel, so that
 * neither a reload nor a lost session takes it, and a private word can never turn up where both sides read. It goes
 * when it is sent, when its officer signs out, or when it is a week old.
 */
import { useCallback } from 'react';
import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { marker } from '../../../shared/nouns/message.ts';
import { phraseCode } from '../../../shared/phrasebook/parse.ts';
import { day } from '../../../shared/time.ts';
import { names, read, write } from './memory.ts';
import { useReader } from './reader.ts';

/** As it was kept, by this version or by another. */
const keptDraft = z.object({
  text: z.string(),
  /** Chosen by hand; else it follows from what is answered. */
  marker: marker.nullable(),
  replyTo: z.int().nullable(),
  /** A phrase with its slots as they are typed. */
  phrase: z.object({ code: phraseCode, fields: z.record(z.string(), z.string()) }).nullable(),
});
export type Draft = z.infer<typeof keptDraft>;
export type PhraseDraft = NonNullable<Draft['phrase']>;

export const noDraft: Draft = { text: '', marker: null, replyTo: null, phrase: null };
export type DraftKind = 'shared' | 'private';

const drafts = createStore<Record<string, Draft>>(() => ({}));

/** Whether nothing is being written. */
export function isEmpty({ text, marker, replyTo, phrase }: Draft): boolean {
  return text === '' && marker === null && replyTo === null && phrase === null;
}

const longestMs = 7 * day;
/** By this device's clock, in milliseconds. */
const dated = keptDraft.extend({ at: z.number() });

function kept(name: string): Draft {
  try {
    const { at, ...draft } = dated.parse(JSON.parse(read(name) ?? 'null'));
    return Date.now() - at > longestMs ? noDraft : draft;
  } catch {
    return noDraft;
  }
}

/** What is left once `sent` has gone out: what was typed or chosen while it was being kept, and words behind a phrase. */
export function afterSending(now: Draft, sent: Draft): Partial<Draft> {
  const replyTo = now.replyTo === sent.replyTo ? null : now.replyTo;
  if (sent.phrase) return { phrase: samePhrase(now.phrase, sent.phrase) ? null : now.phrase, replyTo };
  const { text } = now;
  return {
    text: text.startsWith(sent.text) ? text.slice(sent.text.length).trimStart() : text,
    marker: now.marker === sent.marker ? null : now.marker,
    replyTo,
  };
}

/** Compared by what they say: the same draft read from the device again is another object. */
const samePhrase = (one: PhraseDraft | null, other: PhraseDraft) =>
  JSON.stringify(one) === JSON.stringify(other);

/** What `entered` says besides `sent`, which has gone out since; null when it is nothing more. */
export function restOf(entered: Draft, sent: Draft): Draft | null {
  const rest = { ...entered, ...afterSending(entered, sent) };
  return (entered.phrase ? rest.phrase : rest.text.trim()) ? rest : null;
}

/** `back` is taken back into the composer; what was begun there meanwhile follows it. */
export function takenBack(now: Draft, back: Partial<Draft>): Partial<Draft> {
  return { ...back, text: [back.text, now.text].filter(Boolean).join('\n') };
}

/** Changes, or what makes them of the draft as it stands at that moment. */
export type DraftChange = Partial<Draft> | ((now: Draft) => Partial<Draft>);

const nameOf = (officerId: string, kind: DraftKind, channelId: string) =>
  `draft.${officerId}.${kind}.${channelId}`;

export function setDraft(officerId: string, kind: DraftKind, channelId: string, change: DraftChange): void {
  const name = nameOf(officerId, kind, channelId);
  const now = drafts.getState()[name] ?? kept(name);
  const draft = { ...now, ...(typeof change === 'function' ? change(now) : change) };
  drafts.setState({ [name]: draft });
  write(name, isEmpty(draft) ? null : JSON.stringify({ ...draft, at: Date.now() }));
}

export function useDraft(kind: DraftKind, channelId: string): [Draft, (change: DraftChange) => void] {
  const officerId = useReader()?.officer.id ?? '';
  const name = nameOf(officerId, kind, channelId);
  const draft = useStore(drafts, (all) => all[name]);
  const change = useCallback(
    (by: DraftChange) => setDraft(officerId, kind, channelId, by),
    [officerId, kind, channelId],
  );
  return [draft ?? keptOnce(name), change];
}

/** Read from the device the first time; the same object afterwards, or every drawing would be a change. */
const firstRead = new Map<string, Draft>();
function keptOnce(name: string): Draft {
  const known = firstRead.get(name) ?? kept(name);
  firstRead.set(name, known);
  return known;
}

/** Whether anything of this officer, here or in a form, is begun and not sent. */
export function hasDrafts(officerId: string): boolean {
  return (
    names(`draft.${officerId}.`).length > 0 || Object.values(drafts.getState()).some((one) => !isEmpty(one))
  );
}

/** He has signed out: the next user of this device finds none of his words. */
export function forgetDrafts(officerId: string): void {
  for (const name of names(`draft.${officerId}.`)) write(name, null);
  firstRead.clear();
  drafts.setState({}, true);
}

/** Everybody's: who does not come back to this device leaves nothing on it for longer. Forms look after their own. */
function dropOld(): void {
  for (const name of names('draft.')) if (!name.includes('.form.') && isEmpty(kept(name))) write(name, null);
}
dropOld();
