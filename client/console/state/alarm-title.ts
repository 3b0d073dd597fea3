/** The browser tab tells of alarms too: its title alternates and its icon changes shape and colour. */
import i18next from 'i18next';
import { second } from '../../../shared/time.ts';
import { alarmStore } from './alarm.ts';
import type { Priority } from './alarm-list.ts';

export const marks: Record<Priority, string> = { critical: '!!!', warning: '!!', information: '!' };

const icons: Record<Priority | 'calm', string> = {
  calm: new URL('../icons/calm.svg', import.meta.url).href,
  critical: new URL('../icons/critical.svg', import.meta.url).href,
  warning: new URL('../icons/warning.svg', import.meta.url).href,
  information: new URL('../icons/information.svg', import.meta.url).href,
};

let showsAlarm = false;

function draw(): void {
  const { alarms } = alarmStore.getState();
  const top = alarms[0];
  showsAlarm = top !== undefined && !showsAlarm;
  const count = alarms.length;
  document.title =
    top && showsAlarm
      ? `(${count}) ${marks[top.priority]} ${i18next.t('alarm.title', { number: top.item.incidentNumber })}`
      : `${count > 0 ? `(${count}) ` : ''}Parley`;
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  const icon = icons[top?.priority ?? 'calm'];
  if (link && link.href !== icon) link.href = icon;
}

export function startAlarmTitle(): () => void {
  const stopWatching = alarmStore.subscribe((now, before) => {
    if (now.alarms.length !== before.alarms.length) {
      showsAlarm = false;
      draw();
    }
  });
  const timer = setInterval(draw, second);
  return () => {
    stopWatching();
    clearInterval(timer);
    alarmStore.setState({ alarms: [] });
    draw();
  };
}
