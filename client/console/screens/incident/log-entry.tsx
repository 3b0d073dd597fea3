/** One numbered line of a log: number, time, who, what. Messages speak in full, the system in one line, alerts stand out. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../../../shared/entry.ts';
import type { Language } from '../../../../shared/text.ts';
import { Button } from '../../parts/button.tsx';
import { Person } from '../../parts/person.tsx';
import { PhraseText } from '../../parts/phrase-text.tsx';
import { languageNow } from '../../state/language.ts';
import { AlertRaised } from './alert-raised.tsx';
import { EntryTime } from './entry-time.tsx';
import { entryWords, type Voice } from './entry-words.ts';
import { MarkerChip } from './marker-chip.tsx';

interface Props {
  entry: Entry;
  voice: Voice;
  /** Shown where a message can be answered. */
  onReply?: ((seq: number) => void) | undefined;
}

/** Entries that a reader may pass over: who was reached by what, and when. */
const faint = new Set(['alert.delivered', 'alert.opened', 'call.reached']);

/** Drawn once: a list that is scrolled asks for every line in view again, and none of them has changed. */
export const LogEntry = memo(function LogEntry({ entry, voice, onReply }: Props) {
  const kind =
    entry.kind === 'message.posted' || entry.kind === 'note.written'
      ? 'said'
      : entry.kind === 'alert.raised'
        ? 'alert'
        : faint.has(entry.kind)
          ? 'faint'
          : 'system';
  return (
    <article className={`entry entry-${kind}`}>
      <span className="entry-seq">{entry.seq}</span>
      <EntryTime at={entry.at} zones={voice.zones} />
      <div className="entry-body">
        <EntryBody entry={entry} voice={voice} onReply={onReply} />
      </div>
    </article>
  );
});

function EntryBody({ entry, voice, onReply }: Props) {
  const { t } = useTranslation();
  if (entry.kind === 'alert.raised')
    return <AlertRaised entry={entry} alert={voice.alert(entry.payload.alertId)} />;
  if (entry.kind === 'message.posted' || entry.kind === 'note.written') {
    const message = entry.kind === 'message.posted' ? entry.payload : null;
    return (
      <>
        <p className="entry-head">
          {entry.by ? <Person author={entry.by} /> : null}
          {message ? <MarkerChip marker={message.marker} /> : null}
          {message?.replyTo ? (
            <span className="small muted">{t('log.answers', { seq: message.replyTo })}</span>
          ) : null}
          {'text' in entry.payload ? <WrittenIn lang={entry.payload.lang} /> : null}
          {message && onReply ? (
            <span className="entry-reply">
              <Button kind="quiet" onPress={() => onReply(entry.seq)}>
                {t('log.reply')}
                <span className="hidden-visually"> {t('log.number', { seq: entry.seq })}</span>
              </Button>
            </span>
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
      {entry.by && !faint.has(entry.kind) ? <Person author={entry.by} /> : null}{' '}
      <span>{entryWords(entry, voice) ?? entry.kind}</span>
    </p>
  );
}

/** The language of the original, where it is not the reader's. */
function WrittenIn({ lang }: { lang: Language }) {
  const { t } = useTranslation();
  if (lang === languageNow()) return null;
  return (
    <span className="entry-lang" title={t('log.writtenIn', { language: t(`languageName.${lang}`) })}>
      {t(`languageName.${lang}`)}
    </span>
  );
}
