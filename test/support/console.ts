// The console in a real Chromium: built once, one browser a file, one context an officer.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Language } from '../../shared/text.ts';
import { launchChromium } from './chromium.ts';
import { until } from './until.ts';
import { password } from './world.ts';

const root = resolve(import.meta.dirname, '../..');
const lock = join(tmpdir(), `parley-console-build-${process.ppid}`);

/** Builds the console unless it is fresh. Test files run side by side: the first builds, the others wait for it. */
export async function buildConsole(): Promise<void> {
  const mine = await until(
    () => {
      try {
        return { file: openSync(lock, 'wx') };
      } catch {
        return null;
      }
    },
    { what: 'the other file has built the console', deadlineMs: 240_000 },
  );
  try {
    const built = spawnSync(process.execPath, ['scripts/ensure-console.ts'], { cwd: root, encoding: 'utf8' });
    if (built.status !== 0 || built.stderr.includes('could not be built')) throw new Error(built.stderr);
  } finally {
    closeSync(mine.file);
    rmSync(lock);
  }
}

export interface Seat {
  page: Page;
  /** Every address the page asked for. */
  requests: string[];
}

export interface SeatOptions extends BrowserContextOptions {
  language?: Language;
  /** Runs in every page of the seat before the console does. */
  before?: string;
}

export interface Consoles {
  /** The console at `url`, before anybody signs in. */
  open(url: string, options?: SeatOptions): Promise<Seat>;
  /** An officer of the small world at his console, the alarm sound turned on where his role answers alarms. */
  seat(url: string, username: string, options?: SeatOptions): Promise<Seat>;
}

/** The number of pages is small, the time a slow machine needs is not. */
const patienceMs = 60_000;

/**
 * Signs in at a page that shows the entrance, as a person does it: once more while the server is too busy. His console
 * gives a sign-in up after ten seconds, and does not try again by itself.
 */
export async function signInAt(page: Page, username: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(password);
  const inside = page.locator('.top-bar');
  const refused = page.locator('form .refusal');
  for (let tries = 1; tries <= 6; tries += 1) {
    await page.locator('button[type=submit]').click();
    await inside.or(refused).first().waitFor();
    if (await inside.isVisible()) return;
  }
  throw new Error(`${username} cannot sign in: ${await refused.innerText()}`);
}

/** Turns the alarm sound on, and says that it was heard. */
export async function armAt(page: Page): Promise<void> {
  const arming = page.locator('.arming');
  await arming.getByRole('button').click();
  // Not the button that was just pressed, which stands there until the browser plays.
  await page.locator('.arming-test').getByRole('button').first().click();
  await arming.waitFor({ state: 'detached' });
}

/** Opened before the tests of a file and closed after them. */
export function openConsoles(flags: readonly string[] = []): Consoles {
  let browser: Browser | undefined;
  beforeAll(async () => {
    await buildConsole();
    browser = await launchChromium(flags);
  });
  afterAll(() => browser?.close());

  const open = async (
    url: string,
    { language = 'en', before, ...options }: SeatOptions = {},
  ): Promise<Seat> => {
    if (!browser) throw new Error('the browser starts before the first test');
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
    context.setDefaultTimeout(patienceMs);
    await context.addInitScript(
      `localStorage.getItem('parley.language') ?? localStorage.setItem('parley.language', '${language}')`,
    );
    if (before) await context.addInitScript(before);
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('websocket', (socket) => requests.push(socket.url()));
    await page.goto(url);
    return { page, requests };
  };
  return {
    open,
    async seat(url, username, options) {
      const seat = await open(url, options);
      await signInAt(seat.page, username);
      if (!/^(admin|observer)/.test(username)) await armAt(seat.page);
      return seat;
    },
  };
}
