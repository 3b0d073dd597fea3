/** How this device shows the console and takes keys: chosen by whoever sits at it, kept on it, followed at once. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { read, write } from './memory.ts';

export const themes = ['night', 'day', 'red'] as const;
export type Theme = (typeof themes)[number];
/** In hundredths of what the browser calls its size. */
export const textSizes = ['100', '115', '130', '150'] as const;
export type TextSize = (typeof textSizes)[number];

export interface Settings {
  theme: Theme;
  textSize: TextSize;
  /** Whether single keys act (WCAG 2.1.4: they can be turned off). */
  singleKeys: boolean;
}

function kept(): Settings {
  return {
    theme: themes.find((theme) => theme === read('theme')) ?? 'night',
    textSize: textSizes.find((size) => size === read('textSize')) ?? '100',
    singleKeys: read('singleKeys') !== 'off',
  };
}

export const settings = createStore<Settings>(kept);

export function useSettings(): Settings {
  return useStore(settings);
}

export function choose(changed: Partial<Settings>): void {
  settings.setState(changed);
  const { theme, textSize, singleKeys } = settings.getState();
  write('theme', theme);
  write('textSize', textSize);
  write('singleKeys', singleKeys ? 'on' : 'off');
}

/** The browser's own parts (scroll bars, the bar of a phone) follow the theme too. */
function show({ theme, textSize }: Settings): void {
  const { documentElement: page } = document;
  page.dataset.theme = theme;
  page.style.setProperty('--text-size', `${textSize}%`);
  const ground = getComputedStyle(page).getPropertyValue('--surface').trim();
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground);
}

export function startSettings(): void {
  settings.subscribe(show);
  show(settings.getState());
  // Another tab of this device chose.
  window.addEventListener('storage', () => settings.setState(kept()));
}
