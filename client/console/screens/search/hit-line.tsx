/** One place where the words stand: number, time, who, and the words; it leads to that line of the log. */
import { useTranslation } from 'react-i18next';
import type { SearchGroup, SearchHit } from '../../../../shared/nouns/search.ts';
import { Named } from '../../parts/named.tsx';
import { PhraseBeside } from '../../parts/phrase-text.tsx';
import { Moment, OwnClock } from '../../parts/time.tsx';
import { useNames } from '../../state/names.ts';
import { addressOf, type Route } from '../../state/route.ts';
import { MarkedText } from './marked-text.tsx';

function placeOf({ lineId, incident }: SearchGroup, { seq, privateTo }: SearchHit): Route {
  if (!incident) return { screen: 'line', lineId, seq };
  const at = privateTo === null ? { seq } : { seq, endId: privateTo };
  return { screen: 'incident', incidentId: incident.id, at };
}

export function HitLine({ group, hit }: { group: SearchGroup; hit: SearchHit }) {
  const { t } = useTranslation();
  const names = useNames();
  const seat = hit.by ? names.seat(hit.by) : undefined;
  return (
    <li>
      <a
        className={hit.privateTo === null ? 'hit' : 'hit hit-private'}
        href={addressOf(placeOf(group, hit))}
        data-item="hit"
      >
        <span className="hit-seq">{t('log.number', { seq: hit.seq })}</span>
        <span className="hit-when small muted">
          {hit.privateTo === null ? (
            <Moment at={hit.at} withDay="always" brief />
          ) : (
            <OwnClock>
              <Moment at={hit.at} withDay="always" />
            </OwnClock>
          )}
        </span>
        <span className="hit-said">
          <span className="small muted">
            {hit.privateTo === null ? null : <strong className="hit-ours">{t('notes.onlyOurs')}</strong>}
            {t(`search.field.${hit.field}`)}
            {hit.by ? ` · ${hit.by.name}` : ''}
            {seat ? (
              <>
                {' · '}
                <Named name={seat} />
              </>
            ) : null}
          </span>
          <span className="hit-text" lang={hit.lang ?? undefined}>
            <MarkedText text={hit.text} spans={hit.spans} />
          </span>
          {hit.phrase ? (
            <PhraseBeside phrase={hit.phrase} {...(hit.lang ? { language: hit.lang } : {})} />
          ) : null}
        </span>
      </a>
    </li>
  );
}
