/** What was written here and has no number on the record yet: never shown as if it had been sent. */
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelLog } from '../../../sdk/channel-log.ts';
import type { OutboxItem } from '../../../sdk/outbox-store.ts';
import { Button } from '../../parts/button.tsx';
import { Moment } from '../../parts/time.tsx';
import { outbox, useObservable } from '../../state/hotline.ts';
import { useMe } from '../../state/reader.ts';

export interface UnsentLine {
  key: string;
  row: ReactNode;
}

function wordsOf({ input }: OutboxItem): { text: string; lang: string } {
  const text = 'text' in input && typeof input.text === 'string' ? input.text : '';
  const lang = 'lang' in input && typeof input.lang === 'string' ? input.lang : '';
  return { text, lang };
}

export function UnsentRow({ item }: { item: OutboxItem }) {
  const { t } = useTranslation();
  const { text, lang } = wordsOf(item);
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
          {item.error ? <span className="small">{t(`error.${item.error.code}`)}</span> : null}
          {item.state === 'refused' ? (
            <Button kind="quiet" onPress={() => void outbox.retry(item.key)}>
              {t('do.tryAgain')}
            </Button>
          ) : null}
          {item.state === 'sending' ? null : (
            <Button kind="quiet" onPress={() => void outbox.discard(item.key)}>
              {t('unsent.discard')}
            </Button>
          )}
        </p>
        <p className="entry-text written" lang={lang}>
          {text}
        </p>
      </div>
    </article>
  );
}

/**
 * The unsent items for which `belongs` holds, as rows of a log. The entry may be pushed before the reply comes: an
 * item whose words have come to stand in the log since it was written is not shown twice.
 */
export function useUnsent(belongs: (item: OutboxItem) => boolean, log: ChannelLog): UnsentLine[] {
  const { officer } = useMe();
  const entries = useObservable(log.entries);
  const headWhenWritten = useRef(new Map<string, number>());
  const head = entries.at(-1)?.seq ?? 0;
  const stands = (item: OutboxItem) => {
    const since = headWhenWritten.current.get(item.key) ?? head;
    headWhenWritten.current.set(item.key, since);
    const { text } = wordsOf(item);
    return entries.some(
      ({ seq, by, payload }) =>
        seq > since && by?.officerId === officer.id && 'text' in payload && payload.text === text.trim(),
    );
  };
  return useObservable(outbox.items)
    .filter((item) => belongs(item) && !(stands(item) && item.state === 'sending'))
    .map((item) => ({ key: item.key, row: <UnsentRow item={item} /> }));
}
