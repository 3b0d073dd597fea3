/** Every line of his stations in one glance: at which end nobody is on watch, and since when. */
import { useTranslation } from 'react-i18next';
import type { Line, LineEnd } from '../../../../shared/nouns/line.ts';
import { SideDot } from '../../parts/chips.tsx';
import { EndWatch } from '../../parts/end-watch.tsx';
import { OtherZones } from '../../parts/time.tsx';
import { lines } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';

const unmanned = ({ ends }: Line) => ends.filter(({ manned }) => !manned).length;

export function WallLines({ large }: { large: boolean }) {
  const { t } = useTranslation();
  const known = useAnswer(lines).data ?? [];
  const ordered = [...known].sort((one, other) => unmanned(other) - unmanned(one));
  return (
    <ul className={large ? 'wall-lines wall-lines-large' : 'wall-lines'} aria-label={t('wall.lines')}>
      {ordered.map((line) => (
        <li key={line.id} className={unmanned(line) > 0 ? 'wall-line wall-line-open' : 'wall-line'}>
          {[...line.ends]
            .sort((one, other) => Number(other.mine) - Number(one.mine))
            .map((end) => (
              <End key={end.endId} end={end} />
            ))}
        </li>
      ))}
    </ul>
  );
}

function End({ end }: { end: LineEnd }) {
  const names = useNames();
  return (
    <span className={end.manned ? 'wall-end' : 'wall-end wall-end-unmanned'}>
      <SideDot mine={end.mine} /> <strong>{names.of(end.name)}</strong>{' '}
      <span className="wall-end-state">
        {end.manned ? '' : '▲ '}
        <OtherZones value={[end.timeZone]}>
          <EndWatch end={end} />
        </OtherZones>
      </span>
    </span>
  );
}
