/** Private notes of our own end, apart in place, colour and words; their composer can write nothing else. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentState } from '../../../../shared/state.ts';
import type { IncidentView } from '../../../sdk/incident.ts';
import { OwnClock } from '../../parts/time.tsx';
import { useDraft } from '../../state/drafts.ts';
import { useNames } from '../../state/names.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import type { EntryPlace } from '../../state/route.ts';
import { LogView } from './log-view.tsx';
import { NoteComposer, noteDraftOf } from './note-composer.tsx';
import { useUnsent } from './unsent.tsx';
import { useVoice } from './use-voice.ts';

type Side = IncidentView['sides'][number];

interface SideProps {
  side: Side;
  state: IncidentState;
  soughtSeq: number | undefined;
}

function SideLog({ side, state, soughtSeq }: SideProps) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const voice = useVoice(state.alerts);
  const incidentId = state.incident.id;
  const draft = useDraft('private', noteDraftOf(incidentId, side.endId));
  const unsent = useUnsent(
    ({ name, input }) =>
      name === 'note.write' &&
      'incidentId' in input &&
      input.incidentId === incidentId &&
      'endId' in input &&
      input.endId === side.endId,
    side.log,
    draft,
  );
  return (
    <OwnClock>
      <LogView
        label={t('incident.notes')}
        log={side.log}
        voice={voice}
        emptyWords={t('notes.empty')}
        unsent={unsent}
        soughtSeq={soughtSeq}
      />
      {maySpeak(officer.role) ? <NoteComposer incidentId={incidentId} endId={side.endId} /> : null}
    </OwnClock>
  );
}

interface Props {
  view: IncidentView;
  state: IncidentState;
  /** The note the reader came for. */
  at: EntryPlace | undefined;
}

export function Notes({ view, state, at }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const [chosen, setChosen] = useState(at?.endId ?? view.sides[0]?.endId);
  const side = view.sides.find(({ endId }) => endId === chosen) ?? view.sides[0];
  if (!side) return null;
  return (
    <section className="private" aria-label={t('incident.notes')}>
      <header className="private-head">
        <span className="private-label">
          <strong>{t('notes.onlyOurs')}</strong>
          <span className="small">{t('notes.staysHere')}</span>
        </span>
        {view.sides.length > 1 ? (
          <select
            aria-label={t('end.actFor')}
            value={side.endId}
            onChange={(event) => setChosen(event.target.value)}
          >
            {view.sides.map(({ endId }) => (
              <option key={endId} value={endId}>
                {names.end(endId)}
              </option>
            ))}
          </select>
        ) : (
          <span className="small">{names.end(side.endId)}</span>
        )}
      </header>
      <SideLog
        key={side.endId}
        side={side}
        state={state}
        soughtSeq={side.endId === at?.endId ? at.seq : undefined}
      />
    </section>
  );
}
