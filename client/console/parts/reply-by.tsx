/** By when we promise to reply: not at all, in 15, 30 or 60 minutes, or at a time of one's own. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { minute, plusMs } from '../../../shared/time.ts';
import { nextTime } from '../state/format.ts';
import './reply-by.css';

const presets = ['15', '30', '60'] as const;
const choices = ['none', ...presets, 'custom'] as const;

export interface ReplyBy {
  choice: (typeof choices)[number];
  /** `14:03`: the next time the clock shows it. */
  custom: string;
}

export function replyByInstant(value: ReplyBy, now: string, zone: string): string | null {
  if (value.choice === 'none') return null;
  if (value.choice === 'custom') return nextTime(value.custom, zone, now);
  return plusMs(now, Number(value.choice) * minute);
}

interface Props {
  value: ReplyBy;
  onChange: (value: ReplyBy) => void;
  problem: string | undefined;
}

export function ReplyByChoice({ value, onChange, problem }: Props) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="reply-by">
      <legend className="field-label">{t('replyBy.title')}</legend>
      {choices.map((choice) => (
        <label key={choice} className="reply-choice">
          <input
            type="radio"
            name={name}
            checked={value.choice === choice}
            onChange={() => onChange({ ...value, choice })}
          />
          <span>
            {choice === 'none' || choice === 'custom'
              ? t(`replyBy.${choice}`)
              : t('replyBy.minutes', { count: Number(choice) })}
          </span>
        </label>
      ))}
      {value.choice === 'custom' ? (
        <input
          className="reply-time"
          inputMode="numeric"
          placeholder={t('replyBy.form')}
          aria-label={t('replyBy.at')}
          aria-invalid={problem ? true : undefined}
          value={value.custom}
          onChange={(event) => onChange({ ...value, custom: event.target.value })}
        />
      ) : null}
      {problem ? (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
