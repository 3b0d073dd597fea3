/** The ladder in one line: a rung a step, filled up to where it stands. */
import { useTranslation } from 'react-i18next';
import type { Escalation } from '../../../shared/nouns/alert.ts';
import './rungs.css';

export function Rungs({ escalation }: { escalation: Escalation }) {
  const { t } = useTranslation();
  const { ladder, step: at, state, call } = escalation;
  const rungs = ladder.steps.map((step, index) => {
    const place = state === 'exhausted' || index < at ? 'done' : index === at ? 'now' : 'ahead';
    return { ...step, number: index + 1, place } as const;
  });
  const now = rungs.find(({ place }) => place === 'now');
  const name = (step: (typeof rungs)[number]) =>
    t('ladder.step', { level: t(`level.${step.level}`), role: t(`role.${step.role}`) });
  return (
    <div className="rungs">
      <ol className="rungs-line" aria-label={t('ladder.title')}>
        {rungs.map((rung) => (
          <li key={rung.number} className={`rung rung-${rung.place}`} title={name(rung)}>
            <span aria-hidden="true">{rung.number}</span>
            <span className="hidden-visually">
              {name(rung)}: {t(`ladder.${rung.place}`)}
            </span>
          </li>
        ))}
      </ol>
      {now ? (
        <p className="small muted" aria-hidden="true">
          {name(now)}
          {now.repeats > 0 ? ` · ${t('ladder.call', { call, of: now.repeats + 1 })}` : ''}
        </p>
      ) : null}
    </div>
  );
}
