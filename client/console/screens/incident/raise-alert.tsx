/** Raises an alert: the words, how urgent, grave and certain, and who must answer. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certainty, severity, urgency } from '../../../../shared/cap.ts';
import type { InputOf } from '../../../../shared/commands.ts';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, Select } from '../../parts/field.tsx';
import { PriorityMark } from '../../parts/mark.tsx';
import { Named } from '../../parts/named.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { priorityOf } from '../../state/alarm-list.ts';
import { useCommandForm } from '../../state/form.ts';
import { tell } from '../../state/notices.ts';
import { useWritingLanguage, WritingLanguage } from './writing-language.tsx';

interface Props {
  incident: Incident;
  line: Line | undefined;
  endId: string;
  onClose: () => void;
}

export function RaiseAlert({ incident, line, endId, onClose }: Props) {
  const { t } = useTranslation();
  const form = useCommandForm('alert.raise');
  const others = (line?.ends ?? []).filter((end) => end.endId !== endId);
  const [text, setText] = useState('');
  const [lang, setLang] = useWritingLanguage();
  const [how, setHow] = useState({
    urgency: 'Immediate',
    severity: incident.severity,
    certainty: 'Observed',
  });
  const [to, setTo] = useState<readonly string[]>(others.map((end) => end.endId));
  const grave = severity.catch('Unknown').parse(how.severity);

  const raise = async (event: FormEvent) => {
    event.preventDefault();
    const input: InputOf<'alert.raise'> = {
      incidentId: incident.id,
      endId,
      text,
      lang,
      urgency: urgency.catch('Unknown').parse(how.urgency),
      severity: grave,
      certainty: certainty.catch('Unknown').parse(how.certainty),
      toEndIds: [...to],
    };
    const raised = await form.submit(input);
    if (!raised) return;
    tell(t('raise.done', { seq: raised.seq }));
    onClose();
  };
  return (
    <Dialog title={t('raise.on', { number: incident.number })} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => void raise(event)} noValidate>
        {incident.capStatus === 'Actual' ? null : (
          <p className="cap-tape">
            <span>{t(`capStatus.${incident.capStatus}`)}</span> <span>{t('incident.notReal')}</span>
          </p>
        )}
        <Field label={t('raise.text')} problem={form.problem('text')}>
          {(ids) => (
            <textarea
              {...ids}
              rows={4}
              lang={lang}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <WritingLanguage value={lang} onChange={setLang} />
        <div className="form-grid form-grid-three">
          <Select
            label={t('incident.severity')}
            value={how.severity}
            onChange={(value) => setHow({ ...how, severity: severity.catch('Unknown').parse(value) })}
            choices={severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
          />
          <Select
            label={t('raise.urgency')}
            value={how.urgency}
            onChange={(value) => setHow({ ...how, urgency: value })}
            choices={urgency.options.map((value) => ({ value, label: t(`urgency.${value}`) }))}
          />
          <Select
            label={t('raise.certainty')}
            value={how.certainty}
            onChange={(value) => setHow({ ...how, certainty: value })}
            choices={certainty.options.map((value) => ({ value, label: t(`certainty.${value}`) }))}
          />
        </div>
        <p className="row">
          <PriorityMark priority={priorityOf[grave]} />
          {t(`raise.sounds.${priorityOf[grave]}`)}
        </p>
        <fieldset className="group">
          <legend className="field-label">{t('raise.to')}</legend>
          {others.map((end) => (
            <label key={end.endId} className="check">
              <input
                type="checkbox"
                checked={to.includes(end.endId)}
                onChange={(event) =>
                  setTo(event.target.checked ? [...to, end.endId] : to.filter((one) => one !== end.endId))
                }
              />
              <Named name={end.name} />
              <span className="muted small">{end.manned ? t('end.mannedNow') : t('end.unmannedNow')}</span>
            </label>
          ))}
          {form.problem('toEndIds') ? <p className="field-problem">{form.problem('toEndIds')}</p> : null}
        </fieldset>
        <RefusalText failure={form.failure} />
        <div className="form-actions">
          <Button onPress={onClose}>{t('do.cancel')}</Button>
          <Button kind="primary" large type="submit" isDisabled={form.pending}>
            {form.pending ? t('state.sending') : t('raise.title')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
