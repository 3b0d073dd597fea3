/** Writes on a shared channel: the words, what kind of word it is, and in which language it is written. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Marker, marker as markers } from '../../../../shared/nouns/message.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { useCheck } from '../../state/check.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { outbox } from '../../state/hotline.ts';
import { problemAt } from '../../state/problem.ts';
import { MessageText } from './message-text.tsx';
import { useWritingLanguage, WritingLanguage } from './writing-language.tsx';
import './composer.css';

interface Props {
  channelId: string;
  endId: string;
  /** Whom the words reach, by name. */
  readers: string;
  replyTo: number | null;
  onReplied: () => void;
}

export function Composer({ channelId, endId, readers, replyTo, onReplied }: Props) {
  const { t } = useTranslation();
  const check = useCheck();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Marker | null>(null);
  const [lang, setLang] = useWritingLanguage();
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const marker = chosen ?? (replyTo === null ? 'information' : 'answer');

  // The words stay until they are kept on disk; meanwhile a second Enter must not write them twice.
  const keeping = useRef<string | null>(null);
  const send = async () => {
    if (keeping.current === text) return;
    const input = { channelId, endId, text, lang, marker, ...(replyTo === null ? {} : { replyTo }) };
    const found = problemAt(check('message.post', input), 'text');
    setProblem(found);
    if (found) return;
    keeping.current = text;
    try {
      await outbox.add('message.post', input);
      setText((now) => (now === text ? '' : now));
      setChosen(null);
      setFailure(null);
      onReplied();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      keeping.current = null;
    }
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {replyTo === null ? null : (
        <p className="row small">
          {t('composer.answering', { seq: replyTo })}
          <Button kind="quiet" onPress={onReplied}>
            {t('do.cancel')}
          </Button>
        </p>
      )}
      <MessageText
        label={t('composer.text')}
        placeholder={t('composer.to', { readers })}
        value={text}
        lang={lang}
        onChange={setText}
        onSend={() => void send()}
        problem={problem}
      />
      <RefusalText failure={failure} />
      <div className="composer-foot">
        <label className="composer-choice">
          <span className="small muted">{t('composer.marker')}</span>
          <select
            value={marker}
            onChange={(event) => setChosen(markers.catch('information').parse(event.target.value))}
          >
            {markers.options.map((value) => (
              <option key={value} value={value}>
                {t(`marker.${value}`)}
              </option>
            ))}
          </select>
        </label>
        <WritingLanguage value={lang} onChange={setLang} />
        <Button kind="primary" type="submit">
          {t('composer.send')}
        </Button>
      </div>
    </form>
  );
}
