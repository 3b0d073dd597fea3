// The notices of a console go by themselves after some seconds: what any of them said is kept, to be asked for later.
import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Give it to the seat as `before`; together with another script, joined to it by a line break. */
export const keepNotices = `
  globalThis.noticed = [];
  new MutationObserver(() => {
    for (const { innerText } of document.querySelectorAll('.notices .notice > span'))
      if (!noticed.includes(innerText)) noticed.push(innerText);
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** Waits for a notice that says this, though it may be gone by now, and answers its words; since the page was loaded. */
export function noticeOf(page: Page, words: RegExp): Promise<string> {
  return until(async () => (await page.evaluate<string[]>('noticed')).find((text) => words.test(text)), {
    what: `a notice that says ${words}`,
  });
}
