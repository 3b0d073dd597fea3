/** Which screen is shown: the part of the address after `#`, so that every screen has a link and back works. */
import { useSyncExternalStore } from 'react';

export type Route =
  | { screen: 'switchboard' }
  | { screen: 'line'; lineId: string }
  | { screen: 'incident'; incidentId: string }
  | { screen: 'queue' }
  | { screen: 'watch' }
  | { screen: 'settings' }
  | { screen: 'admin'; section: AdminSection };

export const adminSections = ['organisations', 'stations', 'officers', 'lines', 'policies'] as const;
export type AdminSection = (typeof adminSections)[number];

export function addressOf(route: Route): string {
  switch (route.screen) {
    case 'switchboard':
      return '#/';
    case 'line':
      return `#/lines/${route.lineId}`;
    case 'incident':
      return `#/incidents/${route.incidentId}`;
    case 'admin':
      return `#/admin/${route.section}`;
    default:
      return `#/${route.screen}`;
  }
}

export function parseAddress(hash: string): Route {
  const [first, second] = hash.replace(/^#\/?/, '').split('/');
  if (first === 'lines' && second) return { screen: 'line', lineId: second };
  if (first === 'incidents' && second) return { screen: 'incident', incidentId: second };
  if (first === 'queue' || first === 'watch' || first === 'settings') return { screen: first };
  if (first === 'admin') {
    return { screen: 'admin', section: adminSections.find((section) => section === second) ?? 'stations' };
  }
  return { screen: 'switchboard' };
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return parseAddress(hash);
}

export function goTo(route: Route): void {
  window.location.hash = addressOf(route);
}
