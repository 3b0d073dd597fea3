/** By when we promise to reply: not at all, in 15, 30 or 60 minutes, or at a time of one's own. */
import { useTranslation } from 'react-i18next';
import { minute, plusMs } from '../../../shared/time.ts';
import { nextTime } from '../state/format.ts';
import { Segments } from './segments.tsx';
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
  return (
    <div className="reply-by">
      <Segments
        small
        label={t('replyBy.title')}
        value={value.choice}
        choices={choices.map((choice) => ({
          value: choice,
          label:
            choice === 'none' || choice === 'custom'
              ? t(`replyBy.${choice}`)
              : t('replyBy.minutes', { count: Number(choice) }),
        }))}
        onChange={(choice) => onChange({ ...value, choice })}
      >
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
      </Segments>
    </div>
  );
}
