/** The screen that the address names. Each is fetched by itself; the alarm bar above them is there from the start. */
import { part } from '../parts/part.tsx';
import { mayAdminister, useMe } from '../state/reader.ts';
import { useRoute } from '../state/route.ts';

const Switchboard = part(async () => (await import('./switchboard/switchboard.tsx')).Switchboard);
const IncidentScreen = part(async () => (await import('./incident/incident-screen.tsx')).IncidentScreen);
const QueueScreen = part(async () => (await import('./queue/queue-screen.tsx')).QueueScreen);
const WatchScreen = part(async () => (await import('./watch/watch-screen.tsx')).WatchScreen);
const LineScreen = part(async () => (await import('./line/line-screen.tsx')).LineScreen);
const SearchScreen = part(async () => (await import('./search/search-screen.tsx')).SearchScreen);
const SettingsScreen = part(async () => (await import('./settings/settings-screen.tsx')).SettingsScreen);
const AdminScreen = part(async () => (await import('./admin/admin-screen.tsx')).AdminScreen);

export function Screen() {
  const route = useRoute();
  const { officer } = useMe();
  switch (route.screen) {
    case 'line':
      return <LineScreen lineId={route.lineId} seq={route.seq} />;
    case 'incident':
      return <IncidentScreen key={route.incidentId} incidentId={route.incidentId} at={route.at} />;
    case 'queue':
      return <QueueScreen />;
    case 'watch':
      return <WatchScreen />;
    case 'search':
      return <SearchScreen query={route.query} />;
    case 'settings':
      return <SettingsScreen />;
    case 'admin':
      return mayAdminister(officer.role) ? <AdminScreen section={route.section} /> : <Switchboard />;
    default:
      return <Switchboard />;
  }
}
