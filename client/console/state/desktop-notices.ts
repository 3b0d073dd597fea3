/** Notices of the desktop, where the officer has allowed them: a second way for an alarm to be seen, never the only one. */
import i18next from 'i18next';
import { alarmStore } from './alarm.ts';
import type { Alarm } from './alarm-list.ts';
import { marks } from './alarm-title.ts';

const shown = new Map<string, Notification>();

/** Where the console is looked at, its own bar says it louder. */
const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus();

function mayNotify(): boolean {
  return window.isSecureContext && 'Notification' in window && Notification.permission === 'granted';
}

/** What was written stays in the console: a notice is read by whoever passes the screen, locked or not. */
function notify({ key, escalationId, priority, exercise, item }: Alarm): void {
  const mark = exercise ? `${i18next.t('alarm.exercise')} · ${marks[priority]}` : marks[priority];
  const title = `${mark} ${i18next.t('alarm.title', { number: item.incidentNumber })}`;
  try {
    const notice = new Notification(title, {
      body: i18next.t(`alarm.${priority}`),
      tag: escalationId,
      requireInteraction: priority === 'critical',
      // The seat's own signal sounds; a second one would be mistaken for another alarm.
      silent: true,
    });
    notice.onclick = () => {
      window.focus();
      window.location.hash = `#/incidents/${item.incidentId}`;
    };
    shown.set(key, notice);
  } catch {
    // A phone's browser only lets a service worker do this; the bar and the sound are there.
  }
}

function settle(): void {
  const { alarms, hasVoice } = alarmStore.getState();
  const keys = new Set(alarms.map(({ key }) => key));
  for (const [key, notice] of shown) {
    if (keys.has(key)) continue;
    notice.close();
    shown.delete(key);
  }
  // The tab with the voice speaks for the whole PC here too.
  if (!hasVoice || isLookedAt() || !mayNotify()) return;
  for (const alarm of alarms) if (alarm.loud && !shown.has(alarm.key)) notify(alarm);
}

/** Until the returned function is called. */
export function startDesktopNotices(): () => void {
  const offs = [alarmStore.subscribe(settle)];
  document.addEventListener('visibilitychange', settle);
  return () => {
    for (const off of offs) off();
    document.removeEventListener('visibilitychange', settle);
    for (const notice of shown.values()) notice.close();
    shown.clear();
  };
}
