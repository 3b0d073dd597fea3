/** Delivered, opened, received, accepted: each with its time, or a dash for not yet. */
import { useTranslation } from 'react-i18next';
import type { Escalation } from '../../../../shared/nouns/alert.ts';
import { Moment } from '../../parts/time.tsx';
import { stages } from './stage.ts';

export function Progress({ escalation }: { escalation: Escalation }) {
  const { t } = useTranslation();
  return (
    <dl className="progress">
      {stages.map((stage) => {
        const at = escalation[`${stage}At`];
        return (
          <div key={stage} className={at ? 'progress-done' : undefined}>
            <dt>{t(`alert.${stage}`)}</dt>
            <dd>{at ? <Moment at={at} /> : '–'}</dd>
          </div>
        );
      })}
    </dl>
  );
}
