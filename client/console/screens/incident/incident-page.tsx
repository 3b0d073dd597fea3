/** The incident as a page: its head, the shared log, and beside it the alerts, our private notes and the details. */
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { IncidentView } from '../../../sdk/incident.ts';
import { useMyEnds } from '../../parts/end-choice.tsx';
import { LineClocks } from '../../parts/time.tsx';
import { lines } from '../../state/desk.ts';
import { useObservable } from '../../state/hotline.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNarrow } from '../../state/narrow.ts';
import type { EntryPlace } from '../../state/route.ts';
import { Alerts } from './alerts.tsx';
import { Details } from './details.tsx';
import { IncidentHeader } from './incident-header.tsx';
import { Notes } from './notes.tsx';
import { usePrintLog } from './print-log.tsx';
import { SharedLog } from './shared-log.tsx';
import './incident.css';

/** `at`: the entry the reader came for. */
export function IncidentPage({ view, at }: { view: IncidentView; at?: EntryPlace | undefined }) {
  const { t } = useTranslation();
  const state = useObservable(view.state);
  const line = useAnswer(lines).data?.find(({ id }) => id === state.incident.lineId);
  const myEnds = useMyEnds(line);
  const [endId, setEndId] = useState<string | null>(null);
  const narrow = useNarrow();
  const acting = endId ?? myEnds[0]?.endId ?? '';
  const open = state.alerts.filter(
    ({ withdrawnAt, escalations }) =>
      !withdrawnAt && escalations.some((one) => one.state === 'running' || one.state === 'exhausted'),
  ).length;
  const inNotes = at?.endId !== undefined;
  const soughtSeq = inNotes ? undefined : at?.seq;
  const { button, sheet } = usePrintLog({ log: view.log, state, line, endId: acting });
  const about = { view, line, state, endId: acting, soughtSeq };
  const log = <SharedLog {...about} printButton={button} />;
  const first = narrow ? 'log' : 'alerts';
  return (
    <LineClocks lineId={state.incident.lineId}>
      <main className="incident" data-incident={state.incident.id}>
        <IncidentHeader state={state} line={line} ends={myEnds} endId={acting} onEnd={setEndId} />
        <div className="incident-halves">
          {narrow ? null : log}
          <Tabs className="rail" defaultSelectedKey={inNotes ? 'notes' : first}>
            <TabList className="rail-tabs" aria-label={t('incident.parts')}>
              {narrow ? <Tab id="log">{t('incident.log')}</Tab> : null}
              <Tab id="alerts">
                {t('incident.alerts')}
                {open > 0 ? <span className="rail-count">{open}</span> : null}
              </Tab>
              {view.sides.length > 0 ? (
                <Tab id="notes" className="react-aria-Tab rail-private">
                  {t('incident.notes')}
                </Tab>
              ) : null}
              <Tab id="details">{t('incident.details')}</Tab>
            </TabList>
            {narrow ? (
              <TabPanel id="log" className="rail-panel">
                {log}
              </TabPanel>
            ) : null}
            <TabPanel id="alerts" className="rail-panel">
              <Alerts state={state} endId={acting} />
            </TabPanel>
            <TabPanel id="notes" className="rail-panel">
              <Notes view={view} state={state} at={inNotes ? at : undefined} />
            </TabPanel>
            <TabPanel id="details" className="rail-panel">
              <Details incident={state.incident} line={line} endId={acting} />
            </TabPanel>
          </Tabs>
        </div>
      </main>
      {sheet}
    </LineClocks>
  );
}
