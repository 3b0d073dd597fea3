/** The screens of this role: in the top bar on a PC, at the foot on a phone. */
import { useTranslation } from 'react-i18next';
import { queue } from '../state/desk.ts';
import { useAnswer } from '../state/live-query.ts';
import { mayAdminister, mayHoldWatch, useMe } from '../state/reader.ts';
import { addressOf, type Route, useRoute } from '../state/route.ts';
import './navigation.css';

interface Section {
  name: 'switchboard' | 'queue' | 'watch' | 'admin';
  route: Route;
  screens: readonly Route['screen'][];
}

const sections: readonly Section[] = [
  { name: 'switchboard', route: { screen: 'switchboard' }, screens: ['switchboard', 'line', 'incident'] },
  { name: 'queue', route: { screen: 'queue' }, screens: ['queue'] },
  { name: 'watch', route: { screen: 'watch' }, screens: ['watch'] },
  { name: 'admin', route: { screen: 'admin', section: 'stations' }, screens: ['admin'] },
];

export function Navigation() {
  const { t } = useTranslation();
  const route = useRoute();
  const { officer } = useMe();
  const waiting = useAnswer(queue).data?.length ?? 0;
  const shown = sections.filter(({ name }) => {
    if (name === 'admin') return mayAdminister(officer.role);
    if (name === 'watch') return mayHoldWatch(officer.role);
    return true;
  });
  return (
    <nav className="navigation" aria-label={t('nav.screens')}>
      {shown.map(({ name, route: to, screens }) => (
        <a key={name} href={addressOf(to)} aria-current={screens.includes(route.screen) ? 'page' : undefined}>
          {t(`nav.${name}`)}
          {name === 'queue' && waiting > 0 ? (
            <span className="navigation-count">
              {waiting}
              <span className="hidden-visually"> {t('nav.waiting')}</span>
            </span>
          ) : null}
        </a>
      ))}
    </nav>
  );
}
