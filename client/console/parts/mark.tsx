/** Severity by colour and shape and mark at once, so that it reads in greyscale and at a glance. */
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/cap.ts';
import { type Priority, priorityFor } from '../state/alarm-list.ts';
import './mark.css';

const shapes: Record<Priority, string> = {
  critical: 'M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z',
  warning: 'M12 1.5 23.5 22.5H.5z',
  information: 'M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z',
};

const bars: Record<Priority, readonly number[]> = {
  critical: [7.6, 12, 16.4],
  warning: [10, 14],
  information: [12],
};

export function PriorityMark({ priority, large = false }: { priority: Priority; large?: boolean }) {
  const [top, length] = priority === 'warning' ? [10.5, 5.5] : [6, 8];
  return (
    <svg
      className={`mark mark-${priority}${large ? ' mark-large' : ''}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={shapes[priority]} />
      {bars[priority].map((x) => (
        <g key={x} className="mark-bar">
          <rect x={x - 1.1} y={top} width="2.2" height={length} rx="0.6" />
          <rect x={x - 1.1} y={top + length + 1.2} width="2.2" height="2.2" rx="0.6" />
        </g>
      ))}
    </svg>
  );
}

/** The severity of an incident or an alert: shape, `!!!` and the word. */
export function SeverityMark({ severity, brief = false }: { severity: Severity; brief?: boolean }) {
  const { t } = useTranslation();
  const priority = priorityFor(severity);
  const word = t(`severity.${severity}`);
  return (
    <span className={`severity severity-${priority}`} title={brief ? word : undefined}>
      <PriorityMark priority={priority} />
      <span className={brief ? 'hidden-visually' : undefined}>{word}</span>
    </span>
  );
}
