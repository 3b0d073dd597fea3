/** The console's languages: each is fetched when first used, and switching needs no reload. */

import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languages } from '../../../shared/text.ts';
import type en from '../locales/en.json';
import { read, write } from './memory.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: { console: typeof en };
    returnNull: false;
  }
}

/** The console speaks every language that messages may be written in. */
export const consoleLanguages = languages;
export type ConsoleLanguage = Language;

const files = import.meta.glob<typeof en>('../locales/*.json', { import: 'default' });

function isConsoleLanguage(text: string | null | undefined): text is ConsoleLanguage {
  return consoleLanguages.some((language) => language === text);
}

/** What the reader chose on this device, else what his browser asks for, else Vietnamese. */
function preferredLanguage(): ConsoleLanguage {
  const chosen = read('language');
  if (isConsoleLanguage(chosen)) return chosen;
  const asked = navigator.languages.map((tag) => tag.slice(0, 2)).find(isConsoleLanguage);
  return asked ?? 'vi';
}

async function load(language: ConsoleLanguage): Promise<void> {
  if (i18next.hasResourceBundle(language, 'console')) return;
  const texts = await files[`../locales/${language}.json`]?.();
  if (texts) i18next.addResourceBundle(language, 'console', texts);
}

export async function speak(language: ConsoleLanguage): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: ConsoleLanguage): Promise<void> {
  write('language', language);
  await speak(language);
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: preferredLanguage(),
    fallbackLng: false,
    defaultNS: 'console',
    ns: ['console'],
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await speak(preferredLanguage());
  // Another tab of this device chose; without the server the language may not be at hand, and this one goes on.
  window.addEventListener('storage', () => {
    if (preferredLanguage() !== languageNow()) speak(preferredLanguage()).catch(() => undefined);
  });
}

/** The language the console speaks now. */
export function languageNow(): ConsoleLanguage {
  return isConsoleLanguage(i18next.language) ? i18next.language : 'vi';
}
