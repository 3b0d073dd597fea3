/** A coded phrase as this reader reads it; beside it the English or Vietnamese sentence while his own is unreviewed. */
import { useTranslation } from 'react-i18next';
import type { SaidPhrase } from '../../../shared/nouns/message.ts';
import { isSignedOff, sentenceOf } from '../../../shared/phrasebook/sentence.ts';
import type { Language } from '../../../shared/text.ts';
import { languageNow } from '../state/language.ts';
import { useBook } from '../state/phrase-books.ts';
import { useZone } from '../state/reader.ts';
import './phrase-text.css';

interface Props {
  phrase: SaidPhrase;
  /** Another reader's, to show what he will read. */
  language?: Language;
  zone?: string;
  /** How a slot reads that is not filled yet. */
  gap?: (slot: string) => string;
}

/** What stands beside a phrase that is read in a language: its code, and before it another language while unreviewed. */
export function PhraseBeside({ phrase: { code, slots }, language, zone, gap }: Props) {
  const { t } = useTranslation();
  const ownZone = useZone();
  const reader = language ?? languageNow();
  const second = reader === 'en' ? 'vi' : 'en';
  const book = useBook(reader);
  const secondBook = useBook(second);
  const options = { timeZone: zone ?? ownZone, ...(gap ? { gap } : {}) };
  const beside =
    book && secondBook && !isSignedOff(code, book) ? sentenceOf(code, slots, secondBook, options) : null;
  return (
    <span className="phrase-beside">
      {beside ? (
        <>
          <abbr title={t('phrase.unreviewed')}>{second}</abbr>
          <span lang={second} className="written">
            {beside}
          </span>
        </>
      ) : null}
      <span className="phrase-code">{code}</span>
    </span>
  );
}

export function PhraseText(props: Props) {
  const { phrase, language, zone, gap } = props;
  const ownZone = useZone();
  const reader = language ?? languageNow();
  const book = useBook(reader);
  const { code, slots } = phrase;
  const options = { timeZone: zone ?? ownZone, ...(gap ? { gap } : {}) };
  if (!book) return <p className="phrase-text">{code}</p>;
  return (
    <div className="phrase-text">
      <p className="entry-text written" lang={reader}>
        {sentenceOf(code, slots, book, options)}
      </p>
      <PhraseBeside {...props} />
    </div>
  );
}
