/** What an entry says, in the reader's language: rendered from its code and values, never from stored sentences. */
import type { TFunction } from 'i18next';
import type { Entry } from '../../../../shared/entry.ts';
import type { Alert } from '../../../../shared/nouns/alert.ts';
import type { Names } from '../../state/names.ts';
import { alertWords } from './entry-words-alert.ts';
import { incidentWords } from './entry-words-incident.ts';
import { settingWords } from './entry-words-setting.ts';

export interface Voice {
  t: TFunction<'console'>;
  names: Names;
  /** The zones of those who read this log, the reader's own first. */
  zones: readonly string[];
  /** How an alert of this log stands now. */
  alert: (alertId: string) => Alert | undefined;
  /** The seq of an alert in this log; what people call it. */
  alertNumber: (alertId: string) => number | string;
  time: (at: string) => string;
}

/** The sentence for an entry; null for those that speak in their own words (messages, notes, alerts). */
export function entryWords(entry: Entry, voice: Voice): string | null {
  return incidentWords(entry, voice) ?? alertWords(entry, voice) ?? settingWords(entry, voice);
}
