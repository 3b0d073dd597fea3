/** One line at a glance: its ends and who answers, what waits and for how long, what is open, when something was last said. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { PriorityMark } from '../../parts/mark.tsx';
import { Named } from '../../parts/named.tsx';
import { part } from '../../parts/part.tsx';
import { LineClocks, Since } from '../../parts/time.tsx';
import { gravestOnLine } from '../../state/alarm-list.ts';
import { queue } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { addressOf } from '../../state/route.ts';
import { OpenIncident } from '../incidents/open-incident.tsx';
import { AgreementLine } from './agreement-line.tsx';
import { LineDrawing } from './line-drawing.tsx';

const RaiseOnLine = part(async () => (await import('./raise-on-line.tsx')).RaiseOnLine, null);

interface Props {
  line: Line;
  /** Many lines: only what must be seen at a glance. */
  dense: boolean;
}

export function LineTile({ line, dense }: Props) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const [dialog, setDialog] = useState<'open' | 'raise' | null>(null);
  const waits = line.waitingForMe > 0;
  const priority = gravestOnLine(useAnswer(queue).data ?? [], line.id) ?? 'critical';
  const { exercise } = line;
  const close = () => setDialog(null);
  return (
    <article className={waits ? `panel tile tile-waits tile-${priority}` : 'panel tile'} data-item={line.id}>
      <header className="row spread">
        <h2>
          <a href={addressOf({ screen: 'line', lineId: line.id })}>
            <Named name={line.name} />
          </a>
        </h2>
        {dense ? null : <span className="small muted">{t(`lineKind.${line.kind}`)}</span>}
      </header>
      {waits ? (
        <p className="tile-waiting">
          <PriorityMark priority={priority} />
          {t('switchboard.waiting', { count: line.waitingForMe })}
          {line.waitingSince ? (
            <LineClocks lineId={line.id}>
              <Since at={line.waitingSince} as="lasting" />
            </LineClocks>
          ) : null}
        </p>
      ) : null}
      <LineDrawing ends={line.ends} />
      <dl className="tile-facts">
        <div>
          <dt>{t('switchboard.openIncidents')}</dt>
          <dd>{line.openIncidents}</dd>
        </div>
        <div>
          <dt>{t('switchboard.lastExchange')}</dt>
          <dd>
            {line.lastExchangeAt ? (
              <LineClocks lineId={line.id}>
                <Since at={line.lastExchangeAt} />
              </LineClocks>
            ) : (
              t('switchboard.never')
            )}
          </dd>
        </div>
      </dl>
      {exercise.openIncidents > 0 ? (
        <p className="tile-exercise">
          {t('switchboard.exercise', { incidents: exercise.openIncidents, alerts: exercise.waitingForMe })}
        </p>
      ) : null}
      <footer className="tile-foot">
        {dense && !line.agreement?.expired ? null : <AgreementLine agreement={line.agreement} />}
        {maySpeak(officer.role) ? (
          <span className="tile-acts">
            <Button onPress={() => setDialog('open')}>{t('open.title')}</Button>
            <Button onPress={() => setDialog('raise')}>{t('switchboard.raise')}</Button>
          </span>
        ) : null}
      </footer>
      {dialog === 'open' ? <OpenIncident line={line} onClose={close} /> : null}
      {dialog === 'raise' ? <RaiseOnLine line={line} onClose={close} /> : null}
    </article>
  );
}
