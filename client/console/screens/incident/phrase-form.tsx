/** Fills the slots of a chosen phrase and shows, before it is sent, how each side will read it. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineEnd } from '../../../../shared/nouns/line.ts';
import type { SaidPhrase } from '../../../../shared/nouns/message.ts';
import { slotsOf } from '../../../../shared/phrasebook/parse.ts';
import { phraseOf } from '../../../../shared/phrasebook/phrases.ts';
import type { Language } from '../../../../shared/text.ts';
import { Button } from '../../parts/button.tsx';
import { EndName } from '../../parts/person.tsx';
import { PhraseText } from '../../parts/phrase-text.tsx';
import { organisations } from '../../state/desk.ts';
import type { PhraseDraft } from '../../state/drafts.ts';
import { languageNow } from '../../state/language.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useBook } from '../../state/phrase-books.ts';
import { type Problem, problemAt } from '../../state/problem.ts';
import { useZone } from '../../state/reader.ts';
import { MarkerChip } from './marker-chip.tsx';
import { gapsOf, readable, slotName, slotsFrom } from './phrase-slots.ts';
import { SlotField } from './slot-field.tsx';

interface Props {
  draft: PhraseDraft;
  onChange: (draft: PhraseDraft) => void;
  onBack: () => void;
  /** The ends that will read it, without one's own. */
  others: readonly LineEnd[];
  problems: readonly Problem[];
}

export function PhraseForm({ draft, onChange, onBack, others, problems }: Props) {
  const { t } = useTranslation();
  const zone = useZone();
  const book = useBook(languageNow());
  const frame = useRef<HTMLFieldSetElement>(null);
  const { code, fields } = draft;
  // Typing can begin at once, in the first field that is still empty.
  useEffect(() => {
    if (!book) return;
    const inputs = [...(frame.current?.querySelectorAll<HTMLInputElement>('input, select') ?? [])];
    (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus();
  }, [book]);
  if (!book) return null;
  const gap = gapsOf(book);
  const phrase = { code, slots: readable(slotsFrom(draft, zone), code) };
  const zones = [zone, ...others.map((end) => end.timeZone)];
  return (
    <fieldset
      ref={frame}
      className="phrase-form"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onBack();
      }}
    >
      <legend className="phrase-form-head">
        <MarkerChip marker={phraseOf(code).marker} t={t} />
        <span className="phrase-code">{code}</span>
        <Button kind="quiet" onPress={onBack}>
          {t('phrase.other')}
        </Button>
      </legend>
      <div className="phrase-slots">
        {slotsOf(code).map(({ name, kind }) => (
          <SlotField
            key={`${code} ${name}`}
            label={slotName(book, name)}
            kind={kind}
            value={fields[name] ?? ''}
            onChange={(value) => onChange({ code, fields: { ...fields, [name]: value } })}
            book={book}
            zones={zones}
            problem={problemAt(problems, `phrase.slots.${name}`)}
          />
        ))}
      </div>
      <dl className="phrase-previews" aria-live="polite">
        {others.map((end) => (
          <TheirReading key={end.endId} end={end} phrase={phrase} />
        ))}
        <div>
          <dt>{t('phrase.weRead')}</dt>
          <dd>
            <PhraseText phrase={phrase} gap={gap} />
          </dd>
        </div>
      </dl>
    </fieldset>
  );
}

/** As that end will read it: in the language of its organisation, its times in its own zone. */
function TheirReading({ end, phrase }: { end: LineEnd; phrase: SaidPhrase }) {
  const { t } = useTranslation();
  const all = useAnswer(organisations).data;
  const language: Language = all?.find(({ code }) => code === end.organisationCode)?.language ?? 'en';
  const book = useBook(language);
  return (
    <div>
      <dt>
        <EndName endId={end.endId} /> {t('phrase.reads', { language: t(`languageName.${language}`) })}
      </dt>
      <dd>
        <PhraseText
          phrase={phrase}
          language={language}
          zone={end.timeZone}
          {...(book ? { gap: gapsOf(book) } : {})}
        />
      </dd>
    </div>
  );
}
