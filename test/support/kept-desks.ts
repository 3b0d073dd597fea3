// What a device keeps of the desk, and would show without the server.
import type { Page } from 'playwright-core';

/** One text for each officer whose desk is kept there. */
export const keptDesks = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('parley-desk');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('desk').objectStore('desk').getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result.map((desk) => JSON.stringify(desk)));
      };
    };
  })`);
