/** What an alert says: the words, how urgent, grave and certain, and who must answer. */
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { certainty, type Severity, severity, urgency } from '../../../../shared/cap.ts';
import type { InputOf } from '../../../../shared/commands.ts';
import type { LineEnd } from '../../../../shared/nouns/line.ts';
import { Field, Select } from '../../parts/field.tsx';
import { PriorityMark } from '../../parts/mark.tsx';
import { Named } from '../../parts/named.tsx';
import { priorityFor } from '../../state/alarm-list.ts';
import { useKept } from '../../state/kept.ts';
import { useWritingLanguage, WritingLanguage } from './writing-language.tsx';

type Said = Omit<InputOf<'alert.raise'>, 'incidentId' | 'endId'>;

const keptSaid = z.object({
  text: z.string(),
  urgency,
  severity,
  certainty,
  toEndIds: z.array(z.string()),
});

/** What is typed so far, kept under `name`, for the ends that may be alerted. */
export function useAlertFields(name: string, grave: Severity, others: readonly LineEnd[]) {
  const [lang, setLang] = useWritingLanguage();
  const [said, change, forget] = useKept(name, keptSaid, {
    text: '',
    urgency: 'Immediate',
    severity: grave,
    certainty: 'Observed',
    toEndIds: others.map(({ endId }) => endId),
  });
  const put = (changes: Partial<z.infer<typeof keptSaid>>) => change((now) => ({ ...now, ...changes }));
  // An end that has left the line since is alerted no more.
  const toEndIds = said.toEndIds.filter((one) => others.some(({ endId }) => endId === one));
  return { said: { ...said, lang, toEndIds } satisfies Said, put, setLang, forget, others };
}

interface Props {
  fields: ReturnType<typeof useAlertFields>;
  problem: (path: string) => string | undefined;
}

export function AlertFields({ fields: { said, put, setLang, others }, problem }: Props) {
  const { t } = useTranslation();
  const tick = (endId: string, on: boolean) =>
    put({ toEndIds: on ? [...said.toEndIds, endId] : said.toEndIds.filter((one) => one !== endId) });
  return (
    <>
      <Field label={t('raise.text')} problem={problem('text')}>
        {(ids) => (
          <textarea
            {...ids}
            rows={4}
            lang={said.lang}
            value={said.text}
            onChange={(event) => put({ text: event.target.value })}
          />
        )}
      </Field>
      <WritingLanguage value={said.lang} onChange={setLang} />
      <div className="form-grid form-grid-three">
        <Select
          label={t('incident.severity')}
          value={said.severity}
          onChange={(value) => put({ severity: severity.catch('Unknown').parse(value) })}
          choices={severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
        />
        <Select
          label={t('raise.urgency')}
          value={said.urgency}
          onChange={(value) => put({ urgency: urgency.catch('Unknown').parse(value) })}
          choices={urgency.options.map((value) => ({ value, label: t(`urgency.${value}`) }))}
        />
        <Select
          label={t('raise.certainty')}
          value={said.certainty}
          onChange={(value) => put({ certainty: certainty.catch('Unknown').parse(value) })}
          choices={certainty.options.map((value) => ({ value, label: t(`certainty.${value}`) }))}
        />
      </div>
      <p className="row">
        <PriorityMark priority={priorityFor(said.severity)} />
        {t(`raise.sounds.${priorityFor(said.severity)}`)}
      </p>
      <fieldset className="group">
        <legend className="field-label">{t('raise.to')}</legend>
        {others.map((end) => (
          <label key={end.endId} className="check">
            <input
              type="checkbox"
              checked={said.toEndIds.includes(end.endId)}
              onChange={(event) => tick(end.endId, event.target.checked)}
            />
            <Named name={end.name} />
            <span className="muted small">{end.manned ? t('end.mannedNow') : t('end.unmannedNow')}</span>
          </label>
        ))}
        {problem('toEndIds') ? <p className="field-problem">{problem('toEndIds')}</p> : null}
      </fieldset>
    </>
  );
}
