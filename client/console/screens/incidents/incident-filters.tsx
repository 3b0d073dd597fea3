/** The filters of an incident list, in one row. */
import { useTranslation } from 'react-i18next';
import { capStatus, severity } from '../../../../shared/cap.ts';
import { incidentStatus } from '../../../../shared/nouns/incident.ts';
import { type Choice, Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { lines } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { useCategoryChoices } from './categories.ts';
import type { Filters } from './use-incidents.ts';

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
  fixedLine: boolean;
}

export function IncidentFilters({ filters, onChange, fixedLine }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const all = useAnswer(lines).data ?? [];
  const any: Choice = { value: '', label: t('filter.any') };
  const choose = (name: keyof Filters) => (value: string) => onChange({ ...filters, [name]: value });
  return (
    <search className="filters">
      <TextField label={t('filter.text')} type="search" value={filters.text} onChange={choose('text')} />
      <Select
        label={t('filter.status')}
        value={filters.status}
        onChange={choose('status')}
        choices={[
          { value: 'unclosed', label: t('filter.unclosed') },
          ...incidentStatus.options.map((value) => ({ value, label: t(`status.${value}`) })),
          any,
        ]}
      />
      {fixedLine ? null : (
        <Select
          label={t('filter.line')}
          value={filters.lineId}
          onChange={choose('lineId')}
          choices={[any, ...names.sorted(all).map(({ id, name }) => ({ value: id, label: names.of(name) }))]}
        />
      )}
      <Select
        label={t('filter.category')}
        value={filters.category}
        onChange={choose('category')}
        choices={[any, ...useCategoryChoices()]}
      />
      <Select
        label={t('filter.severity')}
        value={filters.severity}
        onChange={choose('severity')}
        choices={[any, ...severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))]}
      />
      <Select
        label={t('filter.capStatus')}
        value={filters.capStatus}
        onChange={choose('capStatus')}
        choices={[any, ...capStatus.options.map((value) => ({ value, label: t(`capStatus.${value}`) }))]}
      />
    </search>
  );
}
