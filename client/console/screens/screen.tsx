/** The screen that the address names; the admin's is fetched only by admins. */
import { lazy, Suspense } from 'react';
import { Loading } from '../parts/states.tsx';
import { mayAdminister, useMe } from '../state/reader.ts';
import { useRoute } from '../state/route.ts';
import { IncidentScreen } from './incident/incident-screen.tsx';
import { LineScreen } from './line/line-screen.tsx';
import { QueueScreen } from './queue/queue-screen.tsx';
import { Switchboard } from './switchboard/switchboard.tsx';
import { WatchScreen } from './watch/watch-screen.tsx';

const AdminScreen = lazy(async () => ({ default: (await import('./admin/admin-screen.tsx')).AdminScreen }));

export function Screen() {
  const route = useRoute();
  const { officer } = useMe();
  switch (route.screen) {
    case 'line':
      return <LineScreen lineId={route.lineId} />;
    case 'incident':
      return <IncidentScreen key={route.incidentId} incidentId={route.incidentId} />;
    case 'queue':
      return <QueueScreen />;
    case 'watch':
      return <WatchScreen />;
    case 'admin':
      return mayAdminister(officer.role) ? (
        <Suspense fallback={<Loading />}>
          <AdminScreen section={route.section} />
        </Suspense>
      ) : (
        <Switchboard />
      );
    default:
      return <Switchboard />;
  }
}
