/** The focus among the items of the screen: alarms, lines, incidents, escalations, whatever carries `data-item`. */

/** Elements of the page, for those that may act on them: below an open dialog only the alarms and the dialog are there. */
function within(): readonly ParentNode[] {
  const dialog = document.querySelector('.dialog-ground');
  const alarms = document.querySelector('.seat-alarms');
  return dialog ? [...(alarms ? [alarms] : []), dialog] : [document];
}

export function find(selector: string): HTMLElement[] {
  return within()
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)])
    .filter((element) => element.getClientRects().length > 0);
}

export function focusedItem(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-item]') ?? null;
}

export function focusItem(item: HTMLElement | undefined): void {
  if (!item) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: 'nearest' });
}

/** The next item, or with -1 the one before; the first where none has the focus. */
export function moveFocus(by: 1 | -1): void {
  const items = find('[data-item]');
  const focused = focusedItem();
  const at = focused ? items.indexOf(focused) : -1;
  focusItem(at < 0 ? items[0] : (items[at + by] ?? items[at]));
}

/** When what had the focus leaves the screen, the item in its place gets it, so that the next key finds a place. */
export function keepPlace(item: HTMLElement): void {
  const at = find('[data-item]').indexOf(item);
  const observer = new MutationObserver(() => {
    if (item.isConnected) return;
    observer.disconnect();
    if (document.activeElement !== document.body) return;
    const items = find('[data-item]');
    focusItem(items[Math.min(at, items.length - 1)]);
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

let waiting: MutationObserver | undefined;

/** Calls `found` with the first element of this kind, now or when it appears; a newer wish replaces the one before. */
export function whenThere(selector: string, found: (element: HTMLElement) => void): void {
  waiting?.disconnect();
  const look = () => {
    const [element] = find(selector);
    if (!element) return;
    waiting?.disconnect();
    found(element);
  };
  waiting = new MutationObserver(look);
  waiting.observe(document.body, { childList: true, subtree: true });
  look();
}
