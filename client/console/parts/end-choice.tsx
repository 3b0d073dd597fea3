/** For officers who belong to several ends of a line: which end they act for. */
import { useTranslation } from 'react-i18next';
import type { Line, LineEnd } from '../../../shared/nouns/line.ts';
import type { FormState } from '../state/form.ts';
import { useNames } from '../state/names.ts';
import { useMe } from '../state/reader.ts';
import { Select } from './field.tsx';

/** The ends one may act for; that of one's own station first. */
export function useMyEnds(line: Line | undefined): LineEnd[] {
  const { station } = useMe();
  const mine = (line?.ends ?? []).filter((end) => end.mine);
  return mine.sort((one, other) => Number(other.code === station.code) - Number(one.code === station.code));
}

/** The end that was chosen, while one may still act for it; else the first. */
export function actingEnd(ends: readonly LineEnd[], chosen: string): string {
  return ends.find(({ endId }) => endId === chosen)?.endId ?? ends[0]?.endId ?? '';
}

interface Props {
  ends: readonly LineEnd[];
  value: string;
  onChange: (endId: string) => void;
  problem?: FormState['problem'];
}

export function EndChoice({ ends, value, onChange, problem }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  if (ends.length < 2) return null;
  return (
    <Select
      label={t('end.actFor')}
      value={value}
      onChange={onChange}
      choices={ends.map(({ endId, name }) => ({ value: endId, label: names.of(name) }))}
      problem={problem?.('endId')}
    />
  );
}
