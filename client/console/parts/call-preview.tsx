/** What an alert would do at this moment: whom each step would call, when, and which step would call nobody. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/cap.ts';
import type { Ladder } from '../../../shared/nouns/policy.ts';
import type { PreviewedStep } from '../../../shared/nouns/policy-preview.ts';
import { second } from '../../../shared/time.ts';
import { watches } from '../state/desk.ts';
import { runningTime } from '../state/format.ts';
import { send } from '../state/hotline.ts';
import { liveQuery } from '../state/live-query.ts';
import { useNames } from '../state/names.ts';
import { Answered } from './states.tsx';
import './call-preview.css';

interface CallQuestion {
  lineId: string;
  endId: string;
  severity: Severity;
  /** One that is being written; the one in force when left out. */
  ladder?: Ladder;
}

/** Asked again when a watch changes hands, and now and then: accounts and devices come and go too. */
export function usePreview({ lineId, endId, severity, ladder }: CallQuestion) {
  const written = ladder && JSON.stringify(ladder);
  const query = useMemo(() => {
    const draft = written === undefined ? {} : { ladder: JSON.parse(written) as Ladder };
    return liveQuery(() => send('policy.preview', { lineId, endId, severity, ...draft }));
  }, [lineId, endId, severity, written]);
  useEffect(() => {
    query.touch();
    const stop = watches.store.subscribe(() => query.touch(200));
    const timer = setInterval(() => query.touch(), 15 * second);
    return () => {
      stop();
      clearInterval(timer);
      query.forget();
    };
  }, [query]);
  return query;
}

export function CallPreview(props: CallQuestion) {
  const { t } = useTranslation();
  const query = usePreview(props);
  return (
    <Answered query={query}>
      {({ source, steps, exhaustedAfterMs }) => (
        <div className="preview">
          <p className="muted">{t(`preview.source_${source}`)}</p>
          <ol className="preview-steps">
            {steps
              .map((step) => ({ ...step, number: steps.indexOf(step) + 1 }))
              .map((step) => (
                <Step key={step.number} step={step} />
              ))}
          </ol>
          <p className={exhaustedAfterMs === 0 ? 'preview-nobody' : 'preview-end'}>
            {exhaustedAfterMs === 0
              ? t('preview.nobodyAtAll')
              : t('preview.exhausted', { time: runningTime(exhaustedAfterMs) })}
          </p>
        </div>
      )}
    </Answered>
  );
}

function Step({ step }: { step: PreviewedStep & { number: number } }) {
  const { t } = useTranslation();
  const names = useNames();
  const { station, officers, skip, afterMs, repeats, tellPeer } = step;
  return (
    <li className={skip ? 'preview-step preview-skipped' : 'preview-step'}>
      <span className="preview-rung" aria-hidden="true">
        {step.number}
      </span>
      <div>
        <p className="preview-head">
          <strong>
            {t('ladder.step', { level: t(`level.${step.level}`), role: t(`role.${step.role}`) })}
          </strong>
          {station ? <span className="muted">{names.of(station.name)}</span> : null}
        </p>
        {skip ? (
          <p className="preview-why">▲ {t('preview.skipped', { reason: t(`skipReason.${skip}`) })}</p>
        ) : null}
        <ul>
          {officers.map(({ officerId, name, onWatch, devices }) => (
            <li key={officerId}>
              {name}
              <span className="small muted">
                {onWatch ? ` · ${t('preview.onWatch')}` : ''} ·{' '}
                {devices.length > 0 ? devices.join(', ') : t('preview.noDevice')}
              </span>
            </li>
          ))}
        </ul>
        {repeats > 0 && !skip ? (
          <p className="small muted">{t('preview.repeats', { count: repeats + 1 })}</p>
        ) : null}
        {tellPeer && !skip ? <p className="small muted">{t('ladder.tellPeer')}</p> : null}
      </div>
      <span className="preview-when">
        {afterMs === null ? '' : afterMs === 0 ? t('preview.atOnce') : `+${runningTime(afterMs)}`}
      </span>
    </li>
  );
}
