/** The ladder as a picture: steps done, the step now with its call, steps to come. */
import { useTranslation } from 'react-i18next';
import type { Escalation } from '../../../shared/nouns/alert.ts';
import type { Step } from '../../../shared/nouns/policy.ts';
import { roughSpan } from '../state/format.ts';
import './ladder.css';

type Place = 'done' | 'now' | 'ahead';

function placeOf(index: number, { step, state }: Pick<Escalation, 'step' | 'state'>): Place {
  if (state === 'exhausted' || index < step) return 'done';
  return index === step ? 'now' : 'ahead';
}

function numbered(steps: readonly Step[]): (Step & { number: number })[] {
  return steps.map((step, index) => ({ ...step, number: index + 1 }));
}

export function Ladder({ escalation }: { escalation: Escalation }) {
  const { t } = useTranslation();
  return (
    <ol className="ladder" aria-label={t('ladder.title')}>
      {numbered(escalation.ladder.steps).map((step) => {
        const place = placeOf(step.number - 1, escalation);
        return (
          <li
            key={step.number}
            className={`ladder-step ladder-${place}`}
            aria-current={place === 'now' ? 'step' : undefined}
          >
            <span className="ladder-rung" aria-hidden="true">
              {step.number}
            </span>
            <StepWords step={step} />
            {place === 'now' ? (
              <span className="small">
                {t('ladder.call', { call: escalation.call, of: step.repeats + 1 })}
              </span>
            ) : null}
            <span className="hidden-visually">{t(`ladder.${place}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}

export function StepWords({ step }: { step: Step }) {
  const { t } = useTranslation();
  const wait = roughSpan(step.waitMs);
  return (
    <span className="ladder-words">
      {t('ladder.step', { level: t(`level.${step.level}`), role: t(`role.${step.role}`) })}{' '}
      <span className="small muted nowrap">{t(`span.${wait.unit}`, { count: wait.count })}</span>
      {step.tellPeer ? <span className="small muted"> · {t('ladder.tellPeer')}</span> : null}
    </span>
  );
}
