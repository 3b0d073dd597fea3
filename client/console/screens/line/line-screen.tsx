/** One line: who answers, its own shared log for what belongs to no incident, and its incidents. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { Named } from '../../parts/named.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { LineClocks } from '../../parts/time.tsx';
import { lines } from '../../state/desk.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { Incidents } from '../incidents/incidents.tsx';
import { OpenIncident } from '../incidents/open-incident.tsx';
import { AgreementLine } from '../switchboard/agreement-line.tsx';
import { LineDrawing } from '../switchboard/line-drawing.tsx';
import { LineLog } from './line-log.tsx';
import './line-screen.css';

function LinePage({ line, seq }: { line: Line; seq: number | undefined }) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const [opening, setOpening] = useState(false);
  return (
    <main className="page">
      <header className="line-head">
        <div>
          <p className="small muted">
            <a href="#/">{t('nav.switchboard')}</a> · {t(`lineKind.${line.kind}`)}
          </p>
          <h1>
            <Named name={line.name} />
          </h1>
          <AgreementLine agreement={line.agreement} />
        </div>
        {maySpeak(officer.role) ? (
          <Button kind="primary" onPress={() => setOpening(true)}>
            {t('open.title')}
          </Button>
        ) : null}
      </header>
      <div className="line-halves">
        <section className="line-ends" aria-label={t('line.ends')}>
          <LineDrawing ends={line.ends} />
        </section>
        <LineClocks lineId={line.id}>
          <LineLog line={line} soughtSeq={seq} />
        </LineClocks>
      </div>
      <Incidents lineId={line.id} />
      {opening ? <OpenIncident line={line} onClose={() => setOpening(false)} /> : null}
    </main>
  );
}

/** `seq`: the entry of the line’s log that the reader came for. */
export function LineScreen({ lineId, seq }: { lineId: string; seq?: number | undefined }) {
  const { t } = useTranslation();
  return (
    <Answered query={lines}>
      {(all) => {
        const line = all.find(({ id }) => id === lineId);
        return line ? (
          <LinePage key={line.id} line={line} seq={seq} />
        ) : (
          <main className="page">
            <Empty title={t('error.not_found')}>
              <a href="#/">{t('nav.switchboard')}</a>
            </Empty>
          </main>
        );
      }}
    </Answered>
  );
}
