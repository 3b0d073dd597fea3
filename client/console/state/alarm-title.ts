/** The tab, its icon and the badge of the app tell of alarms too: the title alternates, the icon changes shape and colour. */
import i18next from 'i18next';
import { second } from '../../../shared/time.ts';
import { alarmStore } from './alarm.ts';
import type { Alarm, Priority } from './alarm-list.ts';
import { linkWatch } from './link-watch.ts';
import { readerStore } from './reader.ts';

export const marks: Record<Priority, string> = { critical: '!!!', warning: '!!', information: '!' };

const icons: Record<Priority | 'calm', string> = {
  calm: new URL('../icons/calm.svg', import.meta.url).href,
  critical: new URL('../icons/critical.svg', import.meta.url).href,
  warning: new URL('../icons/warning.svg', import.meta.url).href,
  information: new URL('../icons/information.svg', import.meta.url).href,
};

let alternate = false;
let badge = 0;

function words(top: Alarm | undefined, lost: boolean): string | null {
  if (lost) return i18next.t('link.title');
  if (!top) return null;
  const room = i18next.t('alarm.title', { number: top.item.incidentNumber });
  return `${marks[top.priority]} ${top.exercise ? `${i18next.t('alarm.exercise')} · ` : ''}${room}`;
}

/** Not every browser has one, and none over plain HTTP. */
function showBadge(count: number): void {
  if (count === badge) return;
  badge = count;
  const { setAppBadge, clearAppBadge }: Partial<Navigator> = navigator;
  const shown = count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator);
  shown?.catch(() => undefined);
}

function draw(): void {
  const { alarms } = alarmStore.getState();
  const lost = readerStore.getState().me !== null && linkWatch.getState().health === 'lost';
  const [top] = alarms;
  const count = alarms.length > 0 ? `(${alarms.length}) ` : '';
  const alarm = words(top, lost);
  alternate = alarm !== null && !alternate;
  document.title = alarm !== null && alternate ? `${count}${alarm}` : `${count}Parley`;
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  const icon = icons[lost ? 'critical' : (top?.priority ?? 'calm')];
  if (link && link.href !== icon) link.href = icon;
  showBadge(alarms.filter(({ kind }) => kind !== 'peer').length);
}

function drawAnew(): void {
  alternate = false;
  draw();
}

export function startAlarmTitle(): () => void {
  const offs = [
    alarmStore.subscribe((now, before) => {
      if (now.alarms.map(({ key }) => key).join() !== before.alarms.map(({ key }) => key).join()) drawAnew();
    }),
    linkWatch.subscribe((now, before) => {
      if (now.health !== before.health) drawAnew();
    }),
  ];
  const timer = setInterval(draw, second);
  return () => {
    for (const off of offs) off();
    clearInterval(timer);
    alarmStore.setState({ alarms: [] });
    draw();
  };
}
