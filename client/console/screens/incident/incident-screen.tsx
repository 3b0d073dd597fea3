/** One incident: opened through the SDK, closed when the screen is left. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentView } from '../../../sdk/incident.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { type Failure, failureOf } from '../../state/failure.ts';
import { client } from '../../state/hotline.ts';
import type { EntryPlace } from '../../state/route.ts';
import { IncidentPage } from './incident-page.tsx';

function useIncidentView(incidentId: string) {
  const [view, setView] = useState<IncidentView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    let opened: IncidentView | undefined;
    void tries;
    setFailure(null);
    client.incident(incidentId).then(
      (found) => {
        opened = found;
        if (left) found.close();
        else setView(found);
      },
      (error: unknown) => left || setFailure(failureOf(error)),
    );
    return () => {
      left = true;
      opened?.close();
      setView(null);
    };
  }, [incidentId, tries]);
  return { view, failure, retry: () => setTries(tries + 1) };
}

export function IncidentScreen({ incidentId, at }: { incidentId: string; at?: EntryPlace | undefined }) {
  const { t } = useTranslation();
  const { view, failure, retry } = useIncidentView(incidentId);
  if (view) return <IncidentPage view={view} at={at} />;
  return (
    <main className="page">
      {failure ? (
        <>
          <RefusalText failure={failure} />
          <div className="row">
            <Button onPress={retry}>{t('do.tryAgain')}</Button>
            <a href="#/">{t('nav.switchboard')}</a>
          </div>
        </>
      ) : (
        <Loading />
      )}
    </main>
  );
}
