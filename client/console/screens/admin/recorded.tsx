/** What was recorded: the last entries of the channel that a setting stands in, so that every save can be seen. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../../../shared/entry.ts';
import { send } from '../../state/hotline.ts';
import { LogEntry } from '../incident/log-entry.tsx';
import { useVoice } from '../incident/use-voice.ts';

const shown = 5;

async function lastEntries(channelId: string): Promise<Entry[]> {
  const { heads } = await send('channel.heads', { channelIds: [channelId] });
  const head = heads[0]?.headSeq ?? 0;
  if (head === 0) return [];
  const { entries } = await send('channel.entries', { channelId, afterSeq: Math.max(0, head - shown) });
  return entries;
}

/** `saves` counts the saves; each reads the record again. */
export function Recorded({ channelId, saves }: { channelId: string | undefined; saves: number }) {
  const { t } = useTranslation();
  const voice = useVoice();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    let current = true;
    void saves;
    if (!channelId) return setEntries([]);
    lastEntries(channelId).then(
      (read) => current && setEntries([...read].reverse()),
      () => current && setEntries([]),
    );
    return () => {
      current = false;
    };
  }, [channelId, saves]);
  if (entries.length === 0) return null;
  return (
    <section className="recorded" aria-label={t('admin.recorded')}>
      <h3>{t('admin.recorded')}</h3>
      {entries.map((entry) => (
        <LogEntry key={entry.seq} entry={entry} voice={voice} />
      ))}
    </section>
  );
}
