/** The marker of a message: what kind of word it is between the sides. */
import type { TFunction } from 'i18next';
import type { Marker } from '../../../../shared/nouns/message.ts';

export function MarkerChip({ marker, t }: { marker: Marker; t: TFunction<'console'> }) {
  return <span className={`marker marker-${marker}`}>{t(`marker.${marker}`)}</span>;
}
