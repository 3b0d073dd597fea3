/** The alerts of an incident as cards: those that still call first, the newest before the older. */
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../../shared/nouns/alert.ts';
import type { IncidentState } from '../../../../shared/state.ts';
import { Empty } from '../../parts/states.tsx';
import { AlertCard } from './alert-card.tsx';
import './alerts.css';

function isOpen({ withdrawnAt, escalations }: Alert): boolean {
  return !withdrawnAt && escalations.some(({ state }) => state === 'running' || state === 'exhausted');
}

export function Alerts({ state, endId }: { state: IncidentState; endId: string }) {
  const { t } = useTranslation();
  if (state.alerts.length === 0) {
    return (
      <div className="alerts">
        <Empty title={t('alert.none')}>{t('alert.noneWhy')}</Empty>
      </div>
    );
  }
  const ordered = [...state.alerts].sort(
    (one, other) => Number(isOpen(other)) - Number(isOpen(one)) || other.seq - one.seq,
  );
  return (
    <ul className="alerts">
      {ordered.map((alert) => (
        <li key={alert.id}>
          <AlertCard alert={alert} incident={state.incident} endId={endId} />
        </li>
      ))}
    </ul>
  );
}
