/** What is open at one's own station now. */
import { useTranslation } from 'react-i18next';
import { OpenItems } from './open-items.tsx';
import { useWatchDetail } from './use-watch-detail.ts';

export function OpenHere({ stationId }: { stationId: string }) {
  const { t } = useTranslation();
  const { watch } = useWatchDetail(stationId);
  if (!watch) return null;
  return (
    <section className="stack">
      <h3>{t('watch.openItems')}</h3>
      <OpenItems items={watch.openItems} more={watch.moreItems} />
    </section>
  );
}
