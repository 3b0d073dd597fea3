/** The head of an incident: which, what, how grave, real or not, how it stands, and what can be done with it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line, LineEnd } from '../../../../shared/nouns/line.ts';
import type { IncidentState } from '../../../../shared/state.ts';
import { Button } from '../../parts/button.tsx';
import { StatusChip } from '../../parts/chips.tsx';
import { EndChoice } from '../../parts/end-choice.tsx';
import { SeverityMark } from '../../parts/mark.tsx';
import { Named } from '../../parts/named.tsx';
import { Moment } from '../../parts/time.tsx';
import { useNames } from '../../state/names.ts';
import { listed } from '../../state/order.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { addressOf } from '../../state/route.ts';
import { categoryName } from '../incidents/categories.ts';
import { ChangeStatus } from './change-status.tsx';
import { placeWords } from './place-words.ts';
import { RaiseAlert } from './raise-alert.tsx';

interface Props {
  state: IncidentState;
  line: Line | undefined;
  ends: readonly LineEnd[];
  endId: string;
  onEnd: (endId: string) => void;
}

export function IncidentHeader({ state, line, ends, endId, onEnd }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { officer } = useMe();
  const [dialog, setDialog] = useState<'status' | 'alert' | null>(null);
  const { incident } = state;
  const acts = maySpeak(officer.role) && endId !== '';
  return (
    <header className="incident-head">
      {incident.capStatus === 'Actual' ? null : (
        <p className="cap-tape" role="note">
          <span>{t(`capStatus.${incident.capStatus}`)}</span> <span>{t('incident.notReal')}</span>
        </p>
      )}
      <div className="incident-top">
        <div className="incident-names">
          <p className="small muted">
            {line ? (
              <a href={addressOf({ screen: 'line', lineId: line.id })}>
                <Named name={line.name} />
              </a>
            ) : null}
            {' · '}
            <strong className="incident-number">{incident.number}</strong>
          </p>
          <h1>{incident.title}</h1>
        </div>
        <div className="incident-acts">
          <EndChoice ends={ends} value={endId} onChange={onEnd} />
          {acts ? <Button onPress={() => setDialog('status')}>{t('status.change')}</Button> : null}
          {acts && incident.status !== 'closed' ? (
            <Button kind="primary" onPress={() => setDialog('alert')}>
              {t('raise.title')}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="incident-facts">
        <StatusChip status={incident.status} />
        <SeverityMark severity={incident.severity} />
        <span>{categoryName(incident.category)}</span>
        <span>
          <Moment at={incident.occurredAt} />
        </span>
        <span>{placeWords(incident.place, t)}</span>
        {incident.subjects === null ? null : (
          <span>{t('incident.subjectCount', { count: incident.subjects })}</span>
        )}
        {incident.closureAgreedBy.length > 0 && incident.status !== 'closed' ? (
          <span>
            {t('incident.closureAgreed', { ends: listed(t, incident.closureAgreedBy.map(names.end)) })}
          </span>
        ) : null}
      </div>
      {dialog === 'status' ? (
        <ChangeStatus incident={incident} endId={endId} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'alert' ? (
        <RaiseAlert incident={incident} line={line} endId={endId} onClose={() => setDialog(null)} />
      ) : null}
    </header>
  );
}
