/** What an alarm is, in a few words: how grave, an exercise or not, from whom, for how long. */
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../state/alarm-list.ts';
import { useNames } from '../state/names.ts';
import { CapChip } from './chips.tsx';
import { LineClocks, Since } from './time.tsx';

function useHeadline({ kind, item, loud, priority }: Alarm): string {
  const { t } = useTranslation();
  if (kind === 'peer') return t('alarm.callPeer');
  if (kind === 'open') return t('alarm.stillOpen');
  if (item.escalation.state === 'exhausted') return t('alarm.exhausted');
  return loud ? t(`alarm.${priority}`) : t('alarm.atStation');
}

function useWhose({ kind, item: { escalation } }: Alarm): string {
  const { t } = useTranslation();
  const names = useNames();
  if (kind === 'peer') return t('alarm.at', { end: names.end(escalation.endId) });
  if (kind === 'open' && escalation.acknowledgedBy)
    return t('alarm.takenBy', { name: escalation.acknowledgedBy.name });
  return t('alarm.from', { end: names.end(escalation.fromEndId) });
}

export function AlarmHead({ alarm, first }: { alarm: Alarm; first: boolean }) {
  const { t } = useTranslation();
  const headline = useHeadline(alarm);
  const whose = useWhose(alarm);
  return (
    <p className="alarm-head">
      <strong>{headline}</strong>
      <CapChip status={alarm.item.capStatus} />
      {first ? <span className="alarm-first">{t('alarm.firstOut')}</span> : null}
      <span>{whose}</span>
      <LineClocks lineId={alarm.item.lineId}>
        <Since at={alarm.since} as="lasting" />
      </LineClocks>
    </p>
  );
}
