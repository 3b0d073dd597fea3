/** The screens of this role: in the top bar on a PC, at the foot on a phone. */
import { useTranslation } from 'react-i18next';
import { queue } from '../state/desk.ts';
import { useAnswer } from '../state/live-query.ts';
import { useMe } from '../state/reader.ts';
import { addressOf, useRoute } from '../state/route.ts';
import { sectionsOf } from '../state/sections.ts';
import './navigation.css';

export function Navigation() {
  const { t } = useTranslation();
  const route = useRoute();
  const { officer } = useMe();
  // An exercise is never counted as real.
  const waiting = useAnswer(queue).data?.filter(({ capStatus }) => capStatus === 'Actual').length ?? 0;
  return (
    <nav className="navigation" aria-label={t('nav.screens')}>
      {sectionsOf(officer.role).map(({ name, route: to, screens }) => (
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
