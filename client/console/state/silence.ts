/** Silencing this seat, and saying so on the station's record. */
import i18next from 'i18next';
import { minute } from '../../../shared/time.ts';
import { pauseSound } from './alarm.ts';
import { send } from './hotline.ts';
import { tell } from './notices.ts';

/** The sound stops at once, whether the record can be reached or not. */
export async function silence(): Promise<void> {
  const escalationIds = pauseSound();
  if (escalationIds.length === 0) return;
  try {
    await send('alarm.silence', { escalationIds }, { deadlineMs: 2 * minute });
  } catch {
    tell(i18next.t('alarm.silenceUnrecorded'));
  }
}
