/** The marker of a message: what kind of word it is between the sides. */
import { useTranslation } from 'react-i18next';
import type { Marker } from '../../../../shared/nouns/message.ts';

export function MarkerChip({ marker }: { marker: Marker }) {
  const { t } = useTranslation();
  return <span className={`marker marker-${marker}`}>{t(`marker.${marker}`)}</span>;
}
