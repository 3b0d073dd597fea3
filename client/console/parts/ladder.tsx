/**
 * The ladder as a picture: rungs climbed, the rung it stands on, rungs to come, and how long until the next call. Told
 * apart without colour: solid rails and a tick behind, a filled plate now, dashed rails ahead.
 */
import { useTranslation } from 'react-i18next';
import type { Escalation } from '../../../shared/nouns/alert.ts';
import type { Step } from '../../../shared/nouns/policy.ts';
import { useNow } from '../state/clock.ts';
import { roughSpan } from '../state/format.ts';
import { Countdown } from './time.tsx';
import './ladder.css';

/** Where on the ladder a call stands; any escalation has it. */
export type LadderNow = Pick<Escalation, 'state' | 'step' | 'call' | 'waitingFor' | 'dueAt'>;

type Place = 'done' | 'now' | 'ahead';

function placeOf(index: number, { step, state }: LadderNow): Place {
  if (state === 'exhausted' || index < step) return 'done';
  return index === step ? 'now' : 'ahead';
}

/** The row that is called when the time is up: the present one while calls of it are left, or the end of the ladder. */
function nextIndex({ step, call, state, waitingFor }: LadderNow, steps: readonly Step[]): number | null {
  if (state !== 'running' || waitingFor !== 'step') return null;
  return call <= (steps[step]?.repeats ?? 0) ? step : step + 1;
}

interface Props {
  steps: readonly Step[];
  /** Left out where a ladder is only shown. */
  now?: LadderNow;
}

export function Ladder({ steps, now }: Props) {
  const { t } = useTranslation();
  const next = now ? nextIndex(now, steps) : null;
  const dueAt = now?.dueAt ?? null;
  const rows = steps.map((step, index) => ({ step, index, number: index + 1 }));
  return (
    <ol className="ladder" aria-label={t('ladder.title')}>
      {rows.map(({ step, index, number }) => {
        const place = now ? placeOf(index, now) : 'ahead';
        return (
          <li
            key={number}
            className={`ladder-step ladder-${place}${index === next ? ' ladder-next' : ''}`}
            aria-current={place === 'now' ? 'step' : undefined}
          >
            <span className="ladder-rung" aria-hidden="true">
              <span className="ladder-plate">{place === 'done' ? '✓' : number}</span>
            </span>
            <div className="ladder-words">
              <StepWords step={step} />
              {now && place === 'now' ? <NowWords step={step} now={now} /> : null}
              {now && place !== 'now' ? (
                <span className="hidden-visually">{t(`ladder.${place}`)}</span>
              ) : null}
            </div>
            {index === next && dueAt ? (
              <Due at={dueAt} label={t(place === 'now' ? 'ladder.again' : 'ladder.callsIn')} />
            ) : null}
          </li>
        );
      })}
      {now && next === steps.length && dueAt ? (
        <li className="ladder-step ladder-end ladder-next">
          <span className="ladder-rung" aria-hidden="true" />
          <span className="ladder-words">{t('ladder.end')}</span>
          <Due at={dueAt} label={t('next.lastStep')} />
        </li>
      ) : null}
    </ol>
  );
}

function Due({ at, label }: { at: string; label: string }) {
  return (
    <span className="ladder-due">
      <span className="ladder-due-label">{label}</span> <Countdown at={at} label={label} />
    </span>
  );
}

/** Which call of this step it is, and how much of its time is left. */
function NowWords({ step, now }: { step: Step; now: LadderNow }) {
  const { t } = useTranslation();
  const time = useNow();
  const left = now.dueAt && now.waitingFor === 'step' ? Date.parse(now.dueAt) - time : 0;
  const share = Math.max(0, Math.min(1, left / step.waitMs));
  return (
    <span className="ladder-present">
      <strong>{t('ladder.now')}</strong>{' '}
      <span className="nowrap">{t('ladder.call', { call: now.call, of: step.repeats + 1 })}</span>
      <span className="ladder-left" aria-hidden="true">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </span>
  );
}

function StepWords({ step }: { step: Step }) {
  const { t } = useTranslation();
  const wait = roughSpan(step.waitMs);
  return (
    <span className="ladder-who">
      {t('ladder.step', { level: t(`level.${step.level}`), role: t(`role.${step.role}`) })}{' '}
      <span className="ladder-wait nowrap">
        {t('ladder.waits', { span: t(`span.${wait.unit}`, { count: wait.count }) })}
      </span>
      {step.tellPeer ? <span className="ladder-peer">{t('ladder.tellPeer')}</span> : null}
    </span>
  );
}
