/** The line drawn as it is: our end filled, theirs hollow, joined where both are connected, broken where not. */
import { useTranslation } from 'react-i18next';
import type { LineEnd } from '../../../../shared/nouns/line.ts';
import { SideDot } from '../../parts/chips.tsx';
import { EndWatch } from '../../parts/end-watch.tsx';
import { Named } from '../../parts/named.tsx';
import { OtherZones } from '../../parts/time.tsx';
import './line-drawing.css';

function EndState({ end }: { end: LineEnd }) {
  const { t } = useTranslation();
  return (
    <li className={end.manned ? 'end' : 'end end-unmanned'}>
      <span className="end-joint">
        <SideDot mine={end.mine} />
        <span className={end.connected ? 'end-wire' : 'end-wire end-wire-broken'} aria-hidden="true" />
      </span>
      <div className="end-words">
        <p className="end-name">
          <Named name={end.name} />
          {end.mine ? <span className="hidden-visually"> ({t('end.ours')})</span> : null}
        </p>
        <p className="end-facts">
          <span className="end-watch">
            <OtherZones value={[end.timeZone]}>
              <EndWatch end={end} />
            </OtherZones>
          </span>
          <span>{end.connected ? t('end.connected') : t('end.notConnected')}</span>
          {end.watchOfficer ? <span>{end.watchOfficer}</span> : null}
        </p>
      </div>
    </li>
  );
}

/** Our own ends stand first. */
export function LineDrawing({ ends }: { ends: readonly LineEnd[] }) {
  const ordered = [...ends].sort((one, other) => Number(other.mine) - Number(one.mine));
  return (
    <ul className={ends.length === 2 ? 'ends ends-two' : 'ends'}>
      {ordered.map((end) => (
        <EndState key={end.endId} end={end} />
      ))}
    </ul>
  );
}
