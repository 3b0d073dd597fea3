/** Whether somebody is on watch at an end of a line, and since when. */
import { useTranslation } from 'react-i18next';
import type { LineEnd } from '../../../shared/nouns/line.ts';
import { Moment } from './time.tsx';

/** The moment stands in the zone of the reader; whoever wants that of the end beside it wraps this in `OtherZones`. */
export function EndWatch({ end: { manned, since } }: { end: Pick<LineEnd, 'manned' | 'since'> }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`end.${manned ? 'manned' : since ? 'unmanned' : 'neverManned'}`)}{' '}
      {since ? <Moment at={since} /> : null}
    </>
  );
}
