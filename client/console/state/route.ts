/** Which screen is shown: the part of the address after `#`, so that every screen has a link and back works. */
import { useSyncExternalStore } from 'react';

export type Route =
  | { screen: 'switchboard' }
  | { screen: 'line'; lineId: string; seq?: number }
  | { screen: 'incident'; incidentId: string; at?: EntryPlace }
  | { screen: 'queue' }
  | { screen: 'watch' }
  | { screen: 'search'; query: string }
  | { screen: 'settings' }
  | { screen: 'admin'; section: AdminSection };

/** An entry of an incident: in the shared log, or among the notes of one of our ends. */
export interface EntryPlace {
  seq: number;
  endId?: string;
}

export const adminSections = ['organisations', 'stations', 'officers', 'lines', 'policies'] as const;
export type AdminSection = (typeof adminSections)[number];

export function addressOf(route: Route): string {
  switch (route.screen) {
    case 'switchboard':
      return '#/';
    case 'line':
      return `#/lines/${route.lineId}${route.seq ? `/${route.seq}` : ''}`;
    case 'incident':
      return `#/incidents/${route.incidentId}${route.at ? `/${placeWords(route.at)}` : ''}`;
    case 'search':
      return `#/search${route.query ? `?${route.query}` : ''}`;
    case 'admin':
      return `#/admin/${route.section}`;
    default:
      return `#/${route.screen}`;
  }
}

const placeWords = ({ seq, endId }: EntryPlace) => (endId === undefined ? `${seq}` : `notes/${endId}/${seq}`);

const seqOf = (text: string | undefined) => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : undefined);

function placeOf([first, endId, last]: readonly string[]): { at?: EntryPlace } {
  const seq = seqOf(first === 'notes' ? last : first);
  if (seq === undefined) return {};
  return { at: first === 'notes' && endId ? { seq, endId } : { seq } };
}

export function parseAddress(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, second, ...rest] = path.split('/');
  if (first === 'lines' && second) {
    const seq = seqOf(rest[0]);
    return { screen: 'line', lineId: second, ...(seq ? { seq } : {}) };
  }
  if (first === 'incidents' && second) return { screen: 'incident', incidentId: second, ...placeOf(rest) };
  if (first === 'search') return { screen: 'search', query };
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
