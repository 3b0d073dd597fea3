/** Writes on a shared channel: in one's own words, or by a phrase of the book that each side reads in its language. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../shared/commands.ts';
import type { LineEnd } from '../../../../shared/nouns/line.ts';
import { marker as markers } from '../../../../shared/nouns/message.ts';
import { Button } from '../../parts/button.tsx';
import { part } from '../../parts/part.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { useCheck } from '../../state/check.ts';
import { serverNowMs } from '../../state/clock.ts';
import { afterSending, type Draft, useDraft } from '../../state/drafts.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { outbox } from '../../state/hotline.ts';
import { useNames } from '../../state/names.ts';
import { noteWasWritten, sharedWasConfirmed, wroteNote } from '../../state/note-guard.ts';
import { listed } from '../../state/order.ts';
import { problemAt } from '../../state/problem.ts';
import { useZone } from '../../state/reader.ts';
import { ConfirmShared } from './confirm-shared.tsx';
import { MessageText } from './message-text.tsx';
import { PhraseForm } from './phrase-form.tsx';
import { fieldsFor, type KnownPlace, slotsFrom } from './phrase-slots.ts';
import { useSending } from './use-sending.ts';
import { useWritingLanguage, WritingLanguage } from './writing-language.tsx';
import './composer.css';

function toText({ current }: RefObject<HTMLFormElement | null>): void {
  current?.querySelector('textarea')?.focus();
}

/** Whoever has gone elsewhere meanwhile, to a private note perhaps, must not find himself writing here. */
function backToText(form: RefObject<HTMLFormElement | null>): void {
  const at = document.activeElement;
  if (at === document.body || form.current?.contains(at)) toText(form);
}

const markerOf = ({ marker, replyTo }: Draft) => marker ?? (replyTo === null ? 'information' : 'answer');

const PhraseFinder = part(async () => (await import('./phrase-finder.tsx')).PhraseFinder);

interface Props {
  channelId: string;
  endId: string;
  /** The ends that read it besides one's own. */
  others: readonly LineEnd[];
  /** Where it happened, to begin the slots of a phrase with. */
  place?: KnownPlace | null;
}

export function Composer({ channelId, endId, others, place = null }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const zone = useZone();
  const check = useCheck();
  const [draft, setDraft] = useDraft('shared', channelId);
  const [lang, setLang] = useWritingLanguage();
  const [finding, setFinding] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [wrong, setWrong] = useState<InputOf<'message.post'> | null>(null);
  // Told anew at each drawing: the reader may have changed the language since.
  const problems = wrong ? check('message.post', wrong) : [];
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const { text, phrase, replyTo } = draft;
  const marker = markerOf(draft);

  // Answering begins with the words.
  const answered = useRef(replyTo);
  useEffect(() => {
    if (replyTo !== null && replyTo !== answered.current) toText(form);
    answered.current = replyTo;
  }, [replyTo]);

  const written = (words: Draft): InputOf<'message.post'> => {
    const where = { channelId, endId, ...(words.replyTo === null ? {} : { replyTo: words.replyTo }) };
    if (words.phrase)
      return { ...where, phrase: { code: words.phrase.code, slots: slotsFrom(words.phrase, zone) } };
    return { ...where, text: words.text, lang, marker: markerOf(words) };
  };
  const isSound = (input: InputOf<'message.post'>): boolean => {
    const isWrong = check('message.post', input).length > 0;
    setWrong(isWrong ? input : null);
    return !isWrong;
  };
  const keep = async (words: Draft, isConfirmed: boolean): Promise<boolean> => {
    const input = written(words);
    if (!isSound(input)) {
      setConfirming(false);
      return false;
    }
    // Before they are kept: a note that is begun meanwhile holds the next words again.
    if (isConfirmed) sharedWasConfirmed();
    try {
      await outbox.add('message.post', input);
      // Else what stands there asks about words that were entered since.
      if (isConfirmed || !wroteNote()) setConfirming(false);
      setFailure(null);
      setDraft((now) => afterSending(now, words));
      backToText(form);
      return true;
    } catch (error) {
      if (isConfirmed) noteWasWritten();
      setFailure(failureOf(error));
      return false;
    }
  };
  const enter = useSending();
  const send = (isConfirmed: boolean) => {
    // Asked at once, whatever is still being kept: later the officer may be elsewhere.
    if (wroteNote() && !isConfirmed) setConfirming(isSound(written(draft)));
    else void enter(draft, (words) => keep(words, isConfirmed));
  };
  const leaveFinder = () => {
    setFinding(false);
    // Once the field stands there again.
    requestAnimationFrame(() => toText(form));
  };
  return (
    <form
      ref={form}
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      {replyTo === null ? null : (
        <p className="row small">
          {t('composer.answering', { seq: replyTo })}
          <Button kind="quiet" onPress={() => setDraft({ replyTo: null })}>
            {t('do.cancel')}
          </Button>
        </p>
      )}
      {finding ? (
        <PhraseFinder
          onLeave={leaveFinder}
          onChosen={(code) => {
            const now = new Date(serverNowMs()).toISOString();
            setWrong(null);
            setDraft({ phrase: { code, fields: fieldsFor(code, { place, replyTo, now, zone }) } });
            setFinding(false);
          }}
        />
      ) : phrase ? (
        <PhraseForm
          draft={phrase}
          onChange={(changed) => setDraft({ phrase: changed })}
          onBack={() => {
            setDraft({ phrase: null });
            setFinding(true);
          }}
          others={others}
          problems={problems}
        />
      ) : (
        <MessageText
          label={t('composer.text')}
          placeholder={t('composer.to', {
            readers: listed(
              t,
              others.map(({ name }) => names.of(name)),
            ),
          })}
          value={text}
          lang={lang}
          onChange={(next) => (next === '/' && text === '' ? setFinding(true) : setDraft({ text: next }))}
          onSend={() => send(false)}
          problem={problemAt(problems, 'text')}
        />
      )}
      {confirming ? (
        <ConfirmShared
          others={others}
          onConfirm={() => send(true)}
          onBack={() => {
            setConfirming(false);
            toText(form);
          }}
        />
      ) : null}
      <RefusalText failure={failure} />
      <div className="composer-foot">
        <Button
          kind={finding || phrase ? 'plain' : 'quiet'}
          onPress={() => {
            if (!finding && !phrase) return setFinding(true);
            setDraft({ phrase: null });
            leaveFinder();
          }}
        >
          {t(finding || phrase ? 'phrase.ownWords' : 'phrase.book')}
        </Button>
        {finding || phrase ? null : (
          <>
            <label className="composer-choice">
              <span className="small muted">{t('composer.marker')}</span>
              <select
                value={marker}
                onChange={(event) =>
                  setDraft({ marker: markers.catch('information').parse(event.target.value) })
                }
              >
                {markers.options.map((value) => (
                  <option key={value} value={value}>
                    {t(`marker.${value}`)}
                  </option>
                ))}
              </select>
            </label>
            <WritingLanguage value={lang} onChange={setLang} />
          </>
        )}
        <Button kind="primary" type="submit" isDisabled={finding || confirming}>
          {t('composer.send')}
        </Button>
      </div>
    </form>
  );
}
