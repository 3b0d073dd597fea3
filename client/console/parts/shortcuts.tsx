/** Hears the keys of the seat, and shows what they open. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { perform } from '../state/key-actions.ts';
import { settings } from '../state/settings.ts';
import { actionOf, openOverlay, overlayStore } from '../state/shortcuts.ts';
import { part } from './part.tsx';

const KeyList = part(async () => (await import('./key-list.tsx')).KeyList, null);
const Palette = part(async () => (await import('./palette.tsx')).Palette, null);

const typingPlaces =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable], [role="textbox"], [role="combobox"], [role="listbox"], [role="menu"]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typingPlaces) !== null;
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
  const { singleKeys } = settings.getState();
  const action =
    event.key === 'Enter' && plain ? 'open' : actionOf(event, { typing: isTyping(event.target), singleKeys });
  if (action && perform(action)) event.preventDefault();
}

export function Shortcuts() {
  const { open } = useStore(overlayStore);
  useEffect(() => {
    window.addEventListener('keydown', hear);
    return () => {
      window.removeEventListener('keydown', hear);
      openOverlay(null);
    };
  }, []);
  if (open === 'keys') return <KeyList />;
  if (open === 'palette') return <Palette />;
  return null;
}
