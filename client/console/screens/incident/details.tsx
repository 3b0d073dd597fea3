/** The facts of an incident in full, and the way to correct them. */
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { SeverityMark } from '../../parts/mark.tsx';
import { EndName, Person } from '../../parts/person.tsx';
import { Moment } from '../../parts/time.tsx';
import { maySpeak, useMe } from '../../state/reader.ts';
import { categoryName } from '../incidents/categories.ts';
import { Amend } from './amend.tsx';
import { placeWords } from './place-words.ts';

interface Props {
  incident: Incident;
  line: Line | undefined;
  endId: string;
}

/** What is known of a case, field by field. */
export function Facts({ incident, line }: Pick<Props, 'incident' | 'line'>) {
  const { t } = useTranslation();
  const facts: readonly [string, ReactNode][] = [
    [t('incident.category'), categoryName(incident.category)],
    [t('incident.severity'), <SeverityMark key="severity" severity={incident.severity} />],
    [t('incident.capStatus'), t(`capStatus.${incident.capStatus}`)],
    [t('incident.occurredAt'), <Moment key="occurred" at={incident.occurredAt} withDay="always" />],
    [t('incident.place'), placeWords(incident.place, t)],
    [t('incident.subjects'), incident.subjects ?? t('incident.notCounted')],
    [t('incident.outcome'), incident.outcome ?? '–'],
    [t('incident.opened'), <Moment key="opened" at={incident.openedAt} withDay="always" />],
    [t('incident.openedBy'), <Person key="by" author={incident.openedBy} />],
  ];
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{t('incident.closure')}</dt>
        <dd className="stack">
          {(line?.ends ?? []).map(({ endId: one }) => (
            <span key={one} className="row">
              <EndName endId={one} />
              {incident.status === 'closed' || incident.closureAgreedBy.includes(one)
                ? t('incident.agrees')
                : t('incident.notYetAgreed')}
            </span>
          ))}
        </dd>
      </div>
    </dl>
  );
}

export function Details({ incident, line, endId }: Props) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const [amending, setAmending] = useState(false);
  return (
    <div className="details">
      <Facts incident={incident} line={line} />
      {maySpeak(officer.role) && incident.status !== 'closed' ? (
        <Button onPress={() => setAmending(true)}>{t('amend.title')}</Button>
      ) : null}
      {amending ? <Amend incident={incident} endId={endId} onClose={() => setAmending(false)} /> : null}
    </div>
  );
}
