/** The conditions that are asked for less often, folded away until somebody opens them or an address brings one. */
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertCondition, closureCondition } from '../../../../shared/nouns/incident-filter.ts';
import { type Choice, Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { lines } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { countedChoice, moreConditionsOf, type Query, type QueryField } from './search-query.ts';

interface Props {
  query: Query;
  put: (name: QueryField) => (value: string) => void;
  problem: (path: string) => string | undefined;
}

/** Its fields stand in rows of two or of three. */
function Group({ title, rows }: { title: string; rows: Readonly<Record<string, readonly ReactElement[]>> }) {
  return (
    <fieldset className="search-group">
      <legend>{title}</legend>
      {Object.entries(rows).map(([name, fields]) => (
        <div key={name} className={fields.length === 2 ? 'search-row search-row-two' : 'search-row'}>
          {fields}
        </div>
      ))}
    </fieldset>
  );
}

/** The ends of the lines within reach, each once. */
function useEndChoices(): Choice[] {
  const names = useNames();
  const ends = (useAnswer(lines).data ?? []).flatMap((line) => line.ends);
  const once = [...new Map(ends.map((end) => [end.endId, end])).values()];
  return names.sorted(once).map(({ endId, name }) => ({ value: endId, label: names.of(name) }));
}

export function MoreConditions({ query, put, problem }: Props) {
  const { t } = useTranslation();
  const count = moreConditionsOf(query);
  const [open, setOpen] = useState(count > 0);
  const ends = useEndChoices();
  const any: Choice = { value: '', label: t('filter.any') };
  const text = (name: QueryField, label: string, path: string = name, placeholder?: string) => (
    <TextField
      key={name}
      label={label}
      value={query[name]}
      onChange={put(name)}
      problem={problem(path)}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
  const date = (name: QueryField, label: string, path: string) => text(name, label, path, t('time.dateForm'));
  const choice = (name: QueryField, label: string, choices: readonly Choice[]) => (
    <Select key={name} label={label} value={query[name]} onChange={put(name)} choices={[any, ...choices]} />
  );
  return (
    <details
      className="search-fold"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-item="conditions"
    >
      <summary>
        {t('search.more')}
        {count > 0 ? ` (${count})` : ''}
      </summary>
      <div className="search-groups">
        <Group
          title={t('search.group.when')}
          rows={{
            happened: [
              date('happenedFrom', t('search.happenedFrom'), 'occurredFrom'),
              date('happenedUntil', t('search.happenedUntil'), 'occurredBefore'),
            ],
            closed: [
              date('closedFrom', t('search.closedFrom'), 'closedFrom'),
              date('closedUntil', t('search.closedUntil'), 'closedBefore'),
            ],
          }}
        />
        <Group
          title={t('search.group.where')}
          rows={{
            words: [text('marker', t('place.marker')), text('place', t('search.place'))],
            near: [
              text('latitude', t('search.nearLatitude'), 'near.latitude'),
              text('longitude', t('search.nearLongitude'), 'near.longitude'),
              text('withinKm', t('search.withinKm'), 'near.withinKm', '5'),
            ],
          }}
        />
        <Group
          title={t('search.group.result')}
          rows={{
            subjects: [
              choice(
                'counted',
                t('search.subjects'),
                countedChoice.options.map((value) => ({ value, label: t(`search.counted.${value}`) })),
              ),
              text('subjectsAtLeast', t('search.subjectsAtLeast')),
              text('subjectsAtMost', t('search.subjectsAtMost')),
            ],
            outcome: [
              text('outcome', t('incident.outcome')),
              choice(
                'closure',
                t('incident.closure'),
                closureCondition.options.map((value) => ({ value, label: t(`search.closure.${value}`) })),
              ),
            ],
          }}
        />
        <Group
          title={t('search.group.who')}
          rows={{
            file: [text('number', t('search.field.number')), text('agreement', t('search.agreement'))],
            alerts: [
              choice('openedByEndId', t('search.openedBy'), ends),
              choice(
                'alerts',
                t('incident.alerts'),
                alertCondition.options.map((value) => ({ value, label: t(`search.alerts.${value}`) })),
              ),
            ],
          }}
        />
      </div>
    </details>
  );
}
