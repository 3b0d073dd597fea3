// The way to a state of the console, as an officer goes it: by addresses, the names of buttons and fields, and keys.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Language } from '../../../shared/text.ts';
import type { Cable } from '../cable.ts';
import type { Front } from '../newer-console.ts';
import type { TestOfficer } from '../officer.ts';
import { flat } from '../texts.ts';
import type { Facts } from './scene.ts';

/** The language in which every state is opened. */
export const spoken: Language = 'vi';

const file = resolve(import.meta.dirname, `../../../client/console/locales/${spoken}.json`);
const texts = new Map(flat(JSON.parse(readFileSync(file, 'utf8'))));

/** The text of a key; of one that counts, for many. */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text = texts.get(key) ?? texts.get(`${key}_other`);
  if (text === undefined) throw new Error(`there is no text ${key}`);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** What lies between a seat and the server where the seat is to be cut off, and who acts elsewhere meanwhile. */
export interface Surroundings {
  facts: Facts;
  officer(username: string): Promise<TestOfficer>;
  cable?: Cable;
  front?: Front;
}

export interface Way extends Surroundings {
  page: Page;
  /** Leaves whatever is open and goes to a screen; there when `ready` is seen in it. */
  visit(address: string, ready: string): Promise<void>;
  /** Presses the first button with the words of a key. */
  press(key: string, values?: Readonly<Record<string, string | number>>): Promise<void>;
  /** Presses it and waits for the dialog that it opens. */
  open(key: string): Promise<void>;
  /** The field with the label of a key. */
  field(key: string): Locator;
  /** Turns to a part of the incident, where it is no tab stands open already. */
  turnTo(key: string): Promise<void>;
  /** Sends the form as it stands, and waits until a field says what is wrong with it. */
  sendInVain(form?: Locator): Promise<void>;
  see(ready: string): Promise<void>;
  dialog(): Locator;
}

export function wayAt(page: Page, around: Surroundings): Way {
  const dialog = () => page.getByRole('dialog');
  // Lists draw what lies above the view too, hidden, to measure it.
  const see = (ready: string) => page.locator(ready).filter({ visible: true }).first().waitFor();
  const press: Way['press'] = (key, values) =>
    page
      .getByRole('button', { name: say(key, values), exact: true })
      .first()
      .click();
  const leave = async () => {
    while (await dialog().count()) {
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
    }
    await page.evaluate(`location.hash = '#/settings'`);
    await see('.setting');
  };
  return {
    ...around,
    page,
    dialog,
    press,
    async visit(address, ready) {
      await leave();
      await page.evaluate(`location.hash = '#/${address}'`);
      await see(`main ${ready}, main${ready}`);
    },
    async open(key) {
      await press(key);
      await dialog().waitFor();
    },
    field: (key) =>
      page.getByLabel(say(key), { exact: true }).and(page.locator('input, textarea, select')).first(),
    async turnTo(key) {
      await page.getByRole('tab', { name: say(key) }).click();
    },
    async sendInVain(form = dialog()) {
      await form.locator('button[type=submit]').first().click();
      await form.locator('.field-problem').first().waitFor();
    },
    see,
  };
}
