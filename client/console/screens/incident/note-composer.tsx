/** Writes a private note, and can write nothing else: it knows no shared channel. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../shared/commands.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { useCheck } from '../../state/check.ts';
import { afterSending, type Draft, useDraft } from '../../state/drafts.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { outbox } from '../../state/hotline.ts';
import { noteWasWritten } from '../../state/note-guard.ts';
import { problemAt } from '../../state/problem.ts';
import { MessageText } from './message-text.tsx';
import { useSending } from './use-sending.ts';
import { useWritingLanguage, WritingLanguage } from './writing-language.tsx';

/** The draft of a note belongs to one end of one incident. */
export const noteDraftOf = (incidentId: string, endId: string) => `${incidentId}.${endId}`;

export function NoteComposer({ incidentId, endId }: { incidentId: string; endId: string }) {
  const { t } = useTranslation();
  const check = useCheck();
  const [draft, setDraft] = useDraft('private', noteDraftOf(incidentId, endId));
  const { text } = draft;
  const [lang, setLang] = useWritingLanguage();
  const [wrong, setWrong] = useState<InputOf<'note.write'> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const keep = async (words: Draft): Promise<boolean> => {
    const input = { incidentId, endId, text: words.text, lang };
    const isWrong = check('note.write', input).length > 0;
    setWrong(isWrong ? input : null);
    if (isWrong) return false;
    try {
      await outbox.add('note.write', input);
      setDraft((now) => afterSending(now, words));
      setFailure(null);
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  };
  const enter = useSending();
  const write = () => void enter(draft, keep);
  return (
    <form
      className="composer composer-private"
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
    >
      <MessageText
        label={t('notes.text')}
        placeholder={t('notes.placeholder')}
        value={text}
        lang={lang}
        onChange={(next) => {
          // From the first letter on: who has begun a note may take the other field for this one.
          if (next !== '') noteWasWritten();
          setDraft({ text: next });
        }}
        onSend={() => write()}
        problem={wrong ? problemAt(check('note.write', wrong), 'text') : undefined}
      />
      <RefusalText failure={failure} />
      <div className="composer-foot">
        <WritingLanguage value={lang} onChange={setLang} />
        <Button kind="private" type="submit">
          {t('notes.write')}
        </Button>
      </div>
    </form>
  );
}
