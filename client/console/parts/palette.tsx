/** Jump: type a part of a line, an incident or a screen, press Enter, be there. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '../state/fold.ts';
import { openOverlay } from '../state/shortcuts.ts';
import { Dialog } from './dialog.tsx';
import { type Place, usePlaces } from './palette-places.ts';
import './palette.css';

const shownAtMost = 12;

function goThere({ address }: Place): void {
  openOverlay(null);
  window.location.hash = address;
}

export function Palette() {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const places = usePlaces();
  const list = useRef<HTMLDivElement>(null);
  const found = places.filter(({ text, kind }) => matches(`${text} ${kind}`, typed)).slice(0, shownAtMost);
  const chosen = found[Math.min(at, found.length - 1)];
  const option = (place: Place | undefined) => (place ? `${id}-${place.address}` : undefined);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      goThere(chosen);
    }
  };

  return (
    <Dialog title={t('keys.jump')} onClose={() => openOverlay(null)}>
      <input
        type="text"
        role="combobox"
        aria-label={t('palette.type')}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={option(chosen)}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('palette.type')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('keys.jump')} className="palette">
        {found.map((place) => (
          // The field keeps the focus: keys act there, and a pointer acts here.
          <div
            key={place.address}
            id={option(place)}
            role="option"
            tabIndex={-1}
            aria-selected={place === chosen}
            className="palette-place"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => goThere(place)}
            onKeyDown={press}
          >
            <span>{place.text}</span>
            <span className="small palette-kind">{place.kind}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p className="muted" role="status">
          {t('palette.none')}
        </p>
      ) : null}
    </Dialog>
  );
}
