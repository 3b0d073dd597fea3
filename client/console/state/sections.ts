/** The main screens of each role, in the order of the navigation. */
import type { Role } from '../../../shared/nouns/officer.ts';
import { mayAdminister, mayHoldWatch } from './reader.ts';
import type { Route } from './route.ts';

export interface Section {
  name: 'switchboard' | 'queue' | 'watch' | 'search' | 'admin';
  route: Route;
  /** Screens that lie below this one. */
  screens: readonly Route['screen'][];
}

const sections: readonly Section[] = [
  { name: 'switchboard', route: { screen: 'switchboard' }, screens: ['switchboard', 'line', 'incident'] },
  { name: 'queue', route: { screen: 'queue' }, screens: ['queue'] },
  { name: 'watch', route: { screen: 'watch' }, screens: ['watch'] },
  { name: 'search', route: { screen: 'search', query: '' }, screens: ['search'] },
  { name: 'admin', route: { screen: 'admin', section: 'stations' }, screens: ['admin'] },
];

export function sectionsOf(role: Role): readonly Section[] {
  return sections.filter(({ name }) => {
    if (name === 'admin') return mayAdminister(role);
    if (name === 'watch') return mayHoldWatch(role);
    return true;
  });
}
