/** The first screen of a watch: every line of mine, who answers opposite, what waits for me; the incidents below. */
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Answered, Empty } from '../../parts/states.tsx';
import { lines } from '../../state/desk.ts';
import { useMe } from '../../state/reader.ts';
import { Incidents } from '../incidents/incidents.tsx';
import { LineTile } from './line-tile.tsx';
import './switchboard.css';

/** What waits stands first, the longest wait before the others; the rest keep their order. */
function byNeed(one: Line, other: Line): number {
  const since = (line: Line) => (line.waitingForMe > 0 ? (line.waitingSince ?? '') : '9');
  return since(one).localeCompare(since(other)) || one.code.localeCompare(other.code);
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
            <>
              <section className="tiles" aria-label={t('switchboard.lines')}>
                {[...all].sort(byNeed).map((line) => (
                  <LineTile key={line.id} line={line} />
                ))}
              </section>
              <Incidents />
            </>
          )
        }
      </Answered>
    </main>
  );
}
