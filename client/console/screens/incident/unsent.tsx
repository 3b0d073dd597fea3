/** What was written here and has no number on the record yet: never shown as if it had been sent. */
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../shared/commands.ts';
import type { Entry } from '../../../../shared/entry.ts';
import type { ChannelLog } from '../../../sdk/channel-log.ts';
import type { OutboxItem } from '../../../sdk/outbox-store.ts';
import { Button } from '../../parts/button.tsx';
import { PhraseText } from '../../parts/phrase-text.tsx';
import { Moment } from '../../parts/time.tsx';
import { isEmpty, takenBack, type useDraft } from '../../state/drafts.ts';
import { outbox, useObservable } from '../../state/hotline.ts';
import { useMe, useZone } from '../../state/reader.ts';
import { draftOf, phraseIn, sameSlots } from './phrase-slots.ts';

export interface UnsentLine {
  key: string;
  row: ReactNode;
}

type Spoken = InputOf<'message.post'> | InputOf<'note.write'>;

/** What an unsent item says; null when it is no message and no note. */
function spokenIn({ name, input }: OutboxItem): Spoken | null {
  return name === 'message.post' || name === 'note.write' ? (input as Spoken) : null;
}

interface RowProps {
  item: OutboxItem;
  /** Of the composer the words came from, into which they can be taken back. */
  draft: ReturnType<typeof useDraft>;
}

function UnsentRow({ item, draft: [draft, setDraft] }: RowProps) {
  const { t } = useTranslation();
  const zone = useZone();
  const spoken = spokenIn(item);
  const mayStand = item.state === 'waiting' && item.tried;
  const takeBack = async (words: Spoken) => {
    if (await outbox.discard(item.key)) setDraft((now) => takenBack(now, draftOf(words, zone)));
  };
  return (
    <article className={`entry unsent unsent-${item.state}`}>
      <span className="entry-seq" aria-hidden="true">
        –
      </span>
      <span className="entry-time">
        <Moment at={item.writtenAt} withDay="never" />
      </span>
      <div className="entry-body">
        <p className="entry-head">
          <span className="unsent-word">{t(`unsent.${item.state}`)}</span>
          {mayStand ? <span className="small">{t('unsent.mayStand')}</span> : null}
          {item.error ? <span className="small">{t(`error.${item.error.code}`)}</span> : null}
          {item.state === 'refused' ? (
            <Button kind="quiet" onPress={() => void outbox.retry(item.key)}>
              {t('do.tryAgain')}
            </Button>
          ) : null}
          {item.state === 'sending' ? null : (
            <>
              {spoken && !mayStand ? (
                <Button kind="quiet" isDisabled={!isEmpty(draft)} onPress={() => void takeBack(spoken)}>
                  {t('unsent.edit')}
                </Button>
              ) : null}
              <Button kind="quiet" onPress={() => void outbox.discard(item.key)}>
                {t('unsent.discard')}
              </Button>
            </>
          )}
        </p>
        {spoken && 'text' in spoken ? (
          <p className="entry-text written" lang={spoken.lang}>
            {spoken.text}
          </p>
        ) : spoken ? (
          <PhraseText phrase={phraseIn(spoken)} />
        ) : null}
      </div>
    </article>
  );
}

/** Whether an entry says what was written. */
function says({ payload }: Entry, spoken: Spoken): boolean {
  if ('text' in spoken) return 'text' in payload && payload.text === spoken.text.trim();
  return (
    'phrase' in payload &&
    payload.phrase.code === spoken.phrase.code &&
    sameSlots(payload.phrase.slots, spoken.phrase.slots)
  );
}

/**
 * The unsent items for which `belongs` holds, as rows of a log. The entry may be pushed before the reply comes: an
 * item whose words have come to stand in the log since it was written is not shown twice.
 */
export function useUnsent(
  belongs: (item: OutboxItem) => boolean,
  log: ChannelLog,
  draft: RowProps['draft'],
): UnsentLine[] {
  const { officer } = useMe();
  const entries = useObservable(log.entries);
  const headWhenWritten = useRef(new Map<string, number>());
  const head = entries.at(-1)?.seq ?? 0;
  const stands = (item: OutboxItem) => {
    const since = headWhenWritten.current.get(item.key) ?? head;
    headWhenWritten.current.set(item.key, since);
    const spoken = spokenIn(item);
    return entries.some(
      (entry) =>
        entry.seq > since && entry.by?.officerId === officer.id && spoken !== null && says(entry, spoken),
    );
  };
  return useObservable(outbox.items)
    .filter((item) => belongs(item) && !(stands(item) && item.state === 'sending'))
    .map((item) => ({ key: item.key, row: <UnsentRow item={item} draft={draft} /> }));
}
