/** The first screen of a watch: every line of mine, who answers opposite, what waits for me; the incidents below. */
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Answered, Empty } from '../../parts/states.tsx';
import { lines } from '../../state/desk.ts';
import { useMe } from '../../state/reader.ts';
import { Incidents } from '../incidents/incidents.tsx';
import { LineTile } from './line-tile.tsx';
import './switchboard.css';

/** From so many lines on, a tile shows only what must be seen at a glance. */
const many = 8;

/** How soon a line needs the reader: what waits, a drill that waits, cases in hand, nobody opposite, the rest. */
function need({ waitingForMe, exercise, openIncidents, ends }: Line): number {
  if (waitingForMe > 0) return 0;
  if (exercise.waitingForMe > 0) return 1;
  if (openIncidents > 0) return 2;
  return ends.some(({ manned }) => !manned) ? 3 : 4;
}

/** What needs the reader stands first, of what waits the longest wait; the rest keep their order. */
function byNeed(one: Line, other: Line): number {
  const since = ({ waitingForMe, waitingSince }: Line) => (waitingForMe > 0 ? (waitingSince ?? '') : '');
  return (
    need(one) - need(other) || since(one).localeCompare(since(other)) || one.code.localeCompare(other.code)
  );
}

export function Switchboard() {
  const { t } = useTranslation();
  const { officer } = useMe();
  return (
    <main className="page">
      <h1 className="hidden-visually">{t('nav.switchboard')}</h1>
      <Answered query={lines}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('switchboard.noLines')}>
              {officer.role === 'admin' ? (
                <a href="#/admin/lines">{t('switchboard.noLinesAdmin')}</a>
              ) : (
                t('switchboard.noLinesWhy')
              )}
            </Empty>
          ) : (
            <div className={all.length === 1 ? 'switchboard switchboard-one' : 'switchboard'}>
              <section
                className={all.length > many ? 'tiles tiles-many' : 'tiles'}
                aria-label={t('switchboard.lines')}
              >
                {[...all].sort(byNeed).map((line) => (
                  <LineTile key={line.id} line={line} dense={all.length > many} />
                ))}
              </section>
              <Incidents />
            </div>
          )
        }
      </Answered>
    </main>
  );
}
