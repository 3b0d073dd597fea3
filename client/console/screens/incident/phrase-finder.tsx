/** Finds a phrase of the book while one types in any of the five languages; arrows move, Enter takes, Escape leaves. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findPhrases } from '../../../../shared/phrasebook/find.ts';
import { type PhraseCode, phraseOf, phrases } from '../../../../shared/phrasebook/phrases.ts';
import { sentenceOf } from '../../../../shared/phrasebook/sentence.ts';
import { phraseBooks } from '../../../../shared/phrasebook/words.ts';
import type { Language } from '../../../../shared/text.ts';
import { languageNow } from '../../state/language.ts';
import { endsComposition } from './composition.ts';
import { MarkerChip } from './marker-chip.tsx';
import { gapsOf } from './phrase-slots.ts';

interface Props {
  onChosen: (code: PhraseCode) => void;
  onLeave: () => void;
}

interface Offer {
  code: PhraseCode;
  /** Where the words were found, unless that is the reader's own language. */
  foundIn: Language | null;
}

/** The phrase with its open slots named. */
function offered(code: PhraseCode, language: Language): string {
  const book = phraseBooks[language];
  return sentenceOf(code, {}, book, { timeZone: 'UTC', gap: gapsOf(book) });
}

function offersFor(typed: string, reader: Language): Offer[] {
  if (typed.trim() === '') return phrases.map(({ code }) => ({ code, foundIn: null }));
  return findPhrases(typed, 'any', 12).map(({ code, language }) => ({
    code,
    foundIn: language === reader ? null : language,
  }));
}

export function PhraseFinder({ onChosen, onLeave }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const reader = languageNow();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const offers = useMemo(() => offersFor(typed, reader), [typed, reader]);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const move = (by: number) => setActive((offers.length + active + by) % Math.max(1, offers.length));
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => {
      const offer = offers[active];
      if (offer) onChosen(offer.code);
    },
    Escape: onLeave,
  };
  const group = phraseBooks[reader].groups;
  return (
    <div className="finder">
      {/* An empty list is none: the words in it say so. */}
      <div
        ref={list}
        id={`${id}-list`}
        className="finder-list"
        {...(offers.length > 0 ? { role: 'listbox', 'aria-label': t('phrase.book') } : {})}
      >
        {offers.map(({ code, foundIn }, index) => {
          const phrase = phraseOf(code);
          const before = offers[index - 1];
          const begins = typed.trim() === '' && (!before || phraseOf(before.code).group !== phrase.group);
          return (
            <div key={code} role="presentation">
              {begins ? (
                <p role="presentation" className="finder-group" lang={reader}>
                  {group[phrase.group]}
                </p>
              ) : null}
              {/* Not reached by Tab: the focus stays in the field, this is its active descendant. */}
              <div
                id={`${id}-${index}`}
                data-index={index}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className="finder-option"
                onPointerMove={() => setActive(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onChosen(code)}
                onKeyDown={() => undefined}
              >
                <MarkerChip marker={phrase.marker} t={t} />
                <span className="finder-words">
                  <span lang={reader}>{offered(code, reader)}</span>
                  {foundIn ? (
                    <span className="small muted" lang={foundIn}>
                      {offered(code, foundIn)}
                    </span>
                  ) : null}
                </span>
                <span className="phrase-code">{code}</span>
              </div>
            </div>
          );
        })}
        {offers.length === 0 ? <p className="finder-none">{t('phrase.none')}</p> : null}
      </div>
      <div className="finder-field">
        <input
          ref={input}
          role="combobox"
          aria-label={t('phrase.find')}
          aria-expanded={offers.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={offers.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          placeholder={t('phrase.findHint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (!act || endsComposition(event)) return;
            event.preventDefault();
            event.stopPropagation();
            act();
          }}
        />
        <span className="hidden-visually" role="status">
          {typed.trim() === '' ? '' : t('phrase.found', { number: offers.length })}
        </span>
      </div>
    </div>
  );
}
