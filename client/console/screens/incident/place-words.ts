/** A place in one line. */
import type { TFunction } from 'i18next';
import type { Place } from '../../../../shared/nouns/incident.ts';

/** What a place says at least; the schema fills in what is left out. */
type Said = Partial<Place>;

export function placeWords(
  { marker, latitude, longitude, description }: Said,
  t: TFunction<'console'>,
): string {
  const said = [
    marker ? t('place.atMarker', { marker }) : '',
    latitude != null && longitude != null ? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` : '',
    description ?? '',
  ].filter(Boolean);
  return said.join(' · ') || t('place.unknown');
}
