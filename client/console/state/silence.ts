/** Silencing this seat, and saying so on the station's record. */
import i18next from 'i18next';
import { mostSilenced } from '../../../shared/alarm-times.ts';
import { minute } from '../../../shared/time.ts';
import { pauseSound } from './alarm.ts';
import { send } from './hotline.ts';
import { tell } from './notices.ts';

/** The sound stops at once, whether the record can be reached or not. */
export async function silence(): Promise<void> {
  const escalationIds = pauseSound();
  try {
    for (let from = 0; from < escalationIds.length; from += mostSilenced) {
      const some = escalationIds.slice(from, from + mostSilenced);
      await send('alarm.silence', { escalationIds: some }, { deadlineMs: 2 * minute });
    }
  } catch {
    tell(i18next.t('alarm.silenceUnrecorded'));
  }
}
