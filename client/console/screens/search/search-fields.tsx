/** What is looked for, field by field: the words, and what narrows them down. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { capStatus, severity } from '../../../../shared/cap.ts';
import { incidentStatus } from '../../../../shared/nouns/incident.ts';
import { type Choice, Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { lines } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { useNarrow } from '../../state/narrow.ts';
import { useCategoryChoices } from '../incidents/categories.ts';
import { MoreConditions } from './more-conditions.tsx';
import { firstConditionsOf, type Query, type QueryField } from './search-query.ts';

/** On a phone the conditions fold away, or nothing of what was found would be seen. */
function Conditions({ count, children }: { count: number; children: ReactNode }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  if (!narrow) return <div className="search-narrow">{children}</div>;
  return (
    <details className="search-fold">
      <summary>
        {t('search.conditions')}
        {count > 0 ? ` (${count})` : ''}
      </summary>
      <div className="search-narrow">{children}</div>
    </details>
  );
}

interface Props {
  query: Query;
  onChange: (query: Query) => void;
  problem: (path: string) => string | undefined;
}

export function SearchFields({ query, onChange, problem }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const all = useAnswer(lines).data ?? [];
  const any: Choice = { value: '', label: t('filter.any') };
  const put = (name: QueryField) => (value: string) => onChange({ ...query, [name]: value });
  return (
    <search className="panel search-fields">
      <div className="search-words">
        <TextField
          type="search"
          label={t('search.words')}
          hint={t('search.hint')}
          value={query.text}
          onChange={put('text')}
          problem={problem('text')}
        />
      </div>
      <Conditions count={firstConditionsOf(query)}>
        <Select
          label={t('filter.line')}
          value={query.lineId}
          onChange={put('lineId')}
          choices={[any, ...all.map(({ id, name }) => ({ value: id, label: names.of(name) }))]}
        />
        <Select
          label={t('filter.status')}
          value={query.status}
          onChange={put('status')}
          choices={[any, ...incidentStatus.options.map((value) => ({ value, label: t(`status.${value}`) }))]}
        />
        <Select
          label={t('filter.category')}
          value={query.category}
          onChange={put('category')}
          choices={[any, ...useCategoryChoices()]}
        />
        <Select
          label={t('filter.severity')}
          value={query.severity}
          onChange={put('severity')}
          choices={[any, ...severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))]}
        />
        <Select
          label={t('filter.capStatus')}
          value={query.capStatus}
          onChange={put('capStatus')}
          choices={[any, ...capStatus.options.map((value) => ({ value, label: t(`capStatus.${value}`) }))]}
        />
        <TextField
          label={t('search.from')}
          placeholder={t('time.dateForm')}
          value={query.from}
          onChange={put('from')}
          problem={problem('openedFrom')}
        />
        <TextField
          label={t('search.until')}
          placeholder={t('time.dateForm')}
          value={query.until}
          onChange={put('until')}
          problem={problem('openedBefore')}
        />
      </Conditions>
      <MoreConditions query={query} put={put} problem={problem} />
    </search>
  );
}
