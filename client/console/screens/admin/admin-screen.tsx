/** What an admin sets up: stations, officers, lines, policies. */
import { useTranslation } from 'react-i18next';
import { type AdminSection, addressOf, adminSections } from '../../state/route.ts';
import { Lines } from './lines.tsx';
import { Officers } from './officers.tsx';
import { Organisations } from './organisations.tsx';
import { Policies } from './policies.tsx';
import { Stations } from './stations.tsx';
import './admin.css';

const screens = {
  organisations: Organisations,
  stations: Stations,
  officers: Officers,
  lines: Lines,
  policies: Policies,
};

export function AdminScreen({ section }: { section: AdminSection }) {
  const { t } = useTranslation();
  const Section = screens[section];
  return (
    <main className="page">
      <h1>{t('nav.admin')}</h1>
      <nav className="sections" aria-label={t('nav.admin')}>
        {adminSections.map((one) => (
          <a
            key={one}
            href={addressOf({ screen: 'admin', section: one })}
            aria-current={one === section ? 'page' : undefined}
          >
            {t(`admin.${one}`)}
          </a>
        ))}
      </nav>
      <Section />
    </main>
  );
}
