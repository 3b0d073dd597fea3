// Starts a real Chromium for the browser tests.
import { type Browser, chromium } from 'playwright-core';
import { chromiumProgram } from './programs.ts';

/** Use it as `describe.skipIf(!chromiumAvailable)`. */
export const chromiumAvailable = chromiumProgram !== null;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium found on PATH, headless. The caller closes it. */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  if (!chromiumProgram) {
    throw new Error('chromium is not on PATH. Skip this test with describe.skipIf(!chromiumAvailable).');
  }
  return chromium.launch({ executablePath: chromiumProgram, args: [...FLAGS, ...more] });
}
