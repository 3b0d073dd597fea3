/** Where something happened: a boundary marker, coordinates, words. */
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Place } from '../../../../shared/nouns/incident.ts';
import { TextField } from '../../parts/text-field.tsx';

export const emptyPlace: PlaceValues = { marker: '', latitude: '', longitude: '', description: '' };
export const keptPlace = z.object({
  marker: z.string(),
  latitude: z.string(),
  longitude: z.string(),
  description: z.string(),
});
export type PlaceValues = z.infer<typeof keptPlace>;

const textOr = (text: string) => (text.trim() === '' ? null : text);
/** A comma is a decimal sign too; what is no number is left for the schema to refuse. */
const numberOr = (text: string) => (text.trim() === '' ? null : Number(text.replace(',', '.')));

export function placeInput({ marker, latitude, longitude, description }: PlaceValues): Place {
  return {
    marker: textOr(marker),
    latitude: numberOr(latitude),
    longitude: numberOr(longitude),
    description: textOr(description),
  };
}

export function placeValues(place: Place): PlaceValues {
  return {
    marker: place.marker ?? '',
    latitude: place.latitude === null ? '' : String(place.latitude),
    longitude: place.longitude === null ? '' : String(place.longitude),
    description: place.description ?? '',
  };
}

interface Props {
  values: PlaceValues;
  onChange: (values: PlaceValues) => void;
  problem: (path: string) => string | undefined;
  /** Where the place stands in the command. */
  path?: string;
}

export function PlaceFields({ values, onChange, problem, path = 'place' }: Props) {
  const { t } = useTranslation();
  const field = (name: keyof PlaceValues, wide = false) => (
    <TextField
      wide={wide}
      label={t(`place.${name}`)}
      value={values[name]}
      onChange={(value) => onChange({ ...values, [name]: value })}
      problem={problem(`${path}.${name}`)}
    />
  );
  return (
    <div className="form-grid form-grid-three field-wide">
      {field('marker')}
      {field('latitude')}
      {field('longitude')}
      {field('description', true)}
    </div>
  );
}
