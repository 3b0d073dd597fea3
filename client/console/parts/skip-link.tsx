/** The first stop of the Tab key: past the bar that is the same everywhere, to the screen. */
import { useTranslation } from 'react-i18next';
import './skip-link.css';

function skip(): void {
  const main = document.querySelector('main');
  if (!main) return;
  main.tabIndex = -1;
  main.focus();
}

export function SkipLink() {
  const { t } = useTranslation();
  // Not a link: the part of the address after `#` names the screen.
  return (
    <button type="button" className="button button-primary skip-link" onClick={skip}>
      {t('keys.skip')}
    </button>
  );
}
