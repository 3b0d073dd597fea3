/** Who I am, where, whether I hold the watch, and whether the server hears me; and the way to every screen. */
import { useTranslation } from 'react-i18next';
import { useMe } from '../state/reader.ts';
import { Account } from './account.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { LinkState } from './link-state.tsx';
import { Named } from './named.tsx';
import { Navigation } from './navigation.tsx';
import { SettingsLink } from './settings-link.tsx';
import { WatchState } from './watch-state.tsx';
import { Wordmark } from './wordmark.tsx';
import './top-bar.css';

export function TopBar() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <header className="top-bar">
      <Wordmark />
      <Navigation />
      <div className="top-facts">
        <LinkState />
        <div className="top-who">
          <strong>
            <Named name={me.station.name} />
          </strong>
          <span className="small muted top-officer">
            {me.officer.name} · {t(`role.${me.officer.role}`)}
          </span>
        </div>
        <WatchState />
        <span className="top-language">
          <LanguageMenu />
        </span>
        <SettingsLink />
        <Account />
      </div>
    </header>
  );
}
