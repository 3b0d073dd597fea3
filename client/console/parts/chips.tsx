/** Small labelled states: of an incident, of its CAP status, and whose side something is on. */
import { useTranslation } from 'react-i18next';
import { capStatus } from '../../../shared/cap.ts';
import type { IncidentStatus } from '../../../shared/nouns/incident.ts';
import './chips.css';

export function StatusChip({ status }: { status: IncidentStatus }) {
  const { t } = useTranslation();
  return <span className={`chip chip-${status}`}>{t(`status.${status}`)}</span>;
}

/** Everything that is not `Actual` is marked so that nobody can take it for real. */
export function CapChip({ status }: { status: string }) {
  const { t } = useTranslation();
  if (status === 'Actual') return null;
  return <span className="chip chip-cap">{t(`capStatus.${capStatus.catch('Test').parse(status)}`)}</span>;
}

/** Filled: our side. Hollow: the side opposite. */
export function SideDot({ mine }: { mine: boolean }) {
  return <span className={mine ? 'side-dot side-dot-ours' : 'side-dot'} aria-hidden="true" />;
}
