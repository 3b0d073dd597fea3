/** Every place one can jump to: the screens of this role, the lines, the latest incidents. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/commands.ts';
import { lines } from '../state/desk.ts';
import { send } from '../state/hotline.ts';
import { useAnswer } from '../state/live-query.ts';
import { useNames } from '../state/names.ts';
import { useMe } from '../state/reader.ts';
import { addressOf } from '../state/route.ts';
import { sectionsOf } from '../state/sections.ts';

export interface Place {
  address: string;
  text: string;
  kind: string;
}

type Incidents = OutputOf<'incident.list'>['incidents'];

/** The latest of them; what is older is found by the search. */
function useLatestIncidents(): Incidents {
  const [incidents, setIncidents] = useState<Incidents>([]);
  useEffect(() => {
    let gone = false;
    send('incident.list', { limit: 100 }).then(
      (page) => gone || setIncidents(page.incidents),
      // Without the server the lines and screens are still there.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return incidents;
}

export function usePlaces(): readonly Place[] {
  const { t } = useTranslation();
  const names = useNames();
  const { officer } = useMe();
  const known = useAnswer(lines).data ?? [];
  const incidents = useLatestIncidents();
  return [
    ...sectionsOf(officer.role).map(
      ({ name, route }): Place => ({
        address: addressOf(route),
        text: t(`nav.${name}`),
        kind: t('palette.screen'),
      }),
    ),
    { address: addressOf({ screen: 'settings' }), text: t('settings.title'), kind: t('palette.screen') },
    ...known.map(
      (line): Place => ({
        address: addressOf({ screen: 'line', lineId: line.id }),
        text: names.of(line.name),
        kind: t('palette.line'),
      }),
    ),
    ...incidents.map(
      (incident): Place => ({
        address: addressOf({ screen: 'incident', incidentId: incident.id }),
        text: `${incident.number} ${incident.title}`,
        kind: t(`status.${incident.status}`),
      }),
    ),
  ];
}
