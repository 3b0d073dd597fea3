/** One numbered line of a log: number, time, who, what. Messages speak in full, the system in one line, alerts stand out. */
import type { Entry } from '../../../../shared/entry.ts';
import type { Language } from '../../../../shared/text.ts';
import { PersonFor } from '../../parts/person.tsx';
import { PhraseText } from '../../parts/phrase-text.tsx';
import { AlertRaised } from './alert-raised.tsx';
import { EntryTime } from './entry-time.tsx';
import { entryWords, type Voice } from './entry-words.ts';
import { MarkerChip } from './marker-chip.tsx';

export interface LogEntryProps {
  entry: Entry;
  voice: Voice;
  /** Whether the reader came for this line. */
  sought?: boolean;
  /** Shown where a message can be answered. */
  onReply?: ((seq: number) => void) | undefined;
}

/** Entries that a reader may pass over: who was reached by what, and when. */
const faint = new Set(['alert.delivered', 'alert.opened', 'call.reached']);

/**
 * What a line needs its voice brings along, its button is the browser's own, and it has few elements: a list that is
 * scrolled on an old PC draws two of them a frame.
 */
export function LogEntry({ entry, voice, sought = false, onReply }: LogEntryProps) {
  const kind =
    entry.kind === 'message.posted' || entry.kind === 'note.written'
      ? 'said'
      : entry.kind === 'alert.raised'
        ? 'alert'
        : faint.has(entry.kind)
          ? 'faint'
          : 'system';
  return (
    <article className={sought ? `entry entry-${kind} log-sought` : `entry entry-${kind}`}>
      <span className="entry-seq">{entry.seq}</span>
      <EntryTime at={entry.at} zones={voice.zones} />
      <div className="entry-body">
        <EntryBody entry={entry} voice={voice} onReply={onReply} />
      </div>
    </article>
  );
}

/** Who, and what, without the number and the time. */
export function EntryBody({ entry, voice, onReply }: LogEntryProps) {
  const { t } = voice;
  if (entry.kind === 'alert.raised')
    return <AlertRaised entry={entry} alert={voice.alert(entry.payload.alertId)} />;
  if (entry.kind === 'message.posted' || entry.kind === 'note.written') {
    const message = entry.kind === 'message.posted' ? entry.payload : null;
    return (
      <>
        <p className="entry-who">
          {entry.by ? <PersonFor author={entry.by} reader={voice} /> : null}{' '}
          {message ? <MarkerChip marker={message.marker} t={t} /> : null}{' '}
          {message?.replyTo ? (
            <span className="small muted">{t('log.answers', { seq: message.replyTo })}</span>
          ) : null}{' '}
          {'text' in entry.payload ? <WrittenIn lang={entry.payload.lang} voice={voice} /> : null}
          {message && onReply ? (
            <button
              type="button"
              className="button button-quiet entry-reply"
              aria-label={`${t('log.reply')} ${t('log.number', { seq: entry.seq })}`}
              onClick={() => onReply(entry.seq)}
            >
              {t('log.reply')}
            </button>
          ) : null}
        </p>
        {'text' in entry.payload ? (
          <p className="entry-text written" lang={entry.payload.lang}>
            {entry.payload.text}
          </p>
        ) : (
          <PhraseText phrase={entry.payload.phrase} />
        )}
      </>
    );
  }
  return (
    <p className="entry-words">
      {entry.by && !faint.has(entry.kind) ? <PersonFor author={entry.by} reader={voice} /> : null}{' '}
      <span>{entryWords(entry, voice) ?? entry.kind}</span>
    </p>
  );
}

/** The language of the original, where it is not the reader's. */
function WrittenIn({ lang, voice: { t, names } }: { lang: Language; voice: Voice }) {
  if (lang === names.language) return null;
  const language = t(`languageName.${lang}`);
  return (
    <span className="entry-lang" title={t('log.writtenIn', { language })}>
      {language}
    </span>
  );
}
