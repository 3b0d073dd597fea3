/** What each key does: it presses the button that a mouse would press, so that no key can do what no button offers. */
import { alarmStore } from './alarm.ts';
import { find, focusedItem, focusItem, keepPlace, moveFocus, whenThere } from './focus-items.ts';
import { goTo, parseAddress } from './route.ts';
import { type KeyAction, openOverlay } from './shortcuts.ts';
import { silence } from './silence.ts';

function press(item: HTMLElement, key: string): boolean {
  const button = item.querySelector<HTMLButtonElement>(`[data-key="${key}"]`);
  if (!button || button.matches(':disabled, [aria-disabled="true"]')) return false;
  keepPlace(item);
  button.click();
  return true;
}

/** The alarm, or else the item, that has the focus; without one the alarm on top, which gets the focus if it may not be yet. */
function acknowledge(): void {
  const focused = focusedItem();
  const item = focused ?? find('.alarm-bar [data-item]')[0];
  if (item && !press(item, 'acknowledge') && !focused) focusItem(item);
}

/** Calls the next step where the button is; from an alarm in the bar it leads to the button first. */
function escalate(): void {
  const focused = focusedItem();
  if (focused && press(focused, 'escalate')) return;
  const id = focused?.dataset.item ?? alarmStore.getState().alarms[0]?.escalationId;
  if (!id) return;
  const row = `main [data-item="${CSS.escape(id)}"]`;
  if (find(row).length === 0) goTo({ screen: 'queue' });
  whenThere(row, focusItem);
}

function incidentAddress(item: HTMLElement | null): string | null {
  const link = item?.querySelector<HTMLAnchorElement>('a[href^="#/incidents/"]');
  return link ? link.hash : null;
}

const replyField = '.composer:not(.composer-private) textarea';

/** The field in which one answers: here, or in the incident of the item that has the focus. */
function reply(): void {
  const address = incidentAddress(focusedItem());
  if (address && address !== window.location.hash) window.location.hash = address;
  else if (find(replyField).length === 0) return;
  whenThere(replyField, (field) => field.focus());
}

function search(): void {
  window.location.hash = '#/search';
  whenThere('.search-page [type="search"]', (field) => field.focus());
}

/** The incidents in which an alert waits for this seat, one after the other, as the alarm bar has them. */
function nextUnanswered(by: 1 | -1): void {
  const ids = [...new Set(alarmStore.getState().alarms.map(({ item }) => item.incidentId))];
  if (ids.length === 0) return;
  const route = parseAddress(window.location.hash);
  const at = route.screen === 'incident' ? ids.indexOf(route.incidentId) : -1;
  const next = ids[(at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by + ids.length) % ids.length];
  if (!next) return;
  goTo({ screen: 'incident', incidentId: next });
  whenThere(`[data-incident="${CSS.escape(next)}"]`, (main) => {
    main.tabIndex = -1;
    main.focus();
  });
}

/** Answers whether the key was used: else the browser keeps it. */
export function perform(action: KeyAction): boolean {
  switch (action) {
    case 'next':
      moveFocus(1);
      return true;
    case 'previous':
      moveFocus(-1);
      return true;
    case 'open': {
      const item = focusedItem();
      if (!item || document.activeElement !== item) return false;
      item.querySelector<HTMLElement>('a[href]')?.click();
      return true;
    }
    case 'acknowledge':
      acknowledge();
      return true;
    case 'escalate':
      escalate();
      return true;
    case 'silence':
      void silence();
      return true;
    case 'reply':
      reply();
      return true;
    case 'search':
      search();
      return true;
    case 'jump':
      openOverlay('palette');
      return true;
    case 'help':
      openOverlay('keys');
      return true;
    case 'nextUnanswered':
      nextUnanswered(1);
      return true;
    case 'previousUnanswered':
      nextUnanswered(-1);
      return true;
  }
}
