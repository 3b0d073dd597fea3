// Leads a test through every state of the console, seat by seat, and lets it look at each.
import type { Page } from 'playwright-core';
import type { Language } from '../../../shared/text.ts';
import { openCable } from '../cable.ts';
import { armAt, type Consoles, type SeatOptions, signInAt } from '../console.ts';
import { openFront } from '../newer-console.ts';
import { atCutOffSeat } from './cut-off.ts';
import { atDuty } from './duty.ts';
import { atAdmin, atCalmSeat, atEmptyRecord, atEntrance, atFloodedGate } from './elsewhere.ts';
import type { StatesScene } from './scene.ts';
import type { SeatName, State } from './state.ts';
import { spoken, wayAt } from './way.ts';

export interface Stop {
  state: State;
  page: Page;
  /** Lets the console speak another language where it stands: chosen in another tab of the device. */
  speak(language: Language): Promise<void>;
}

/** Who signs in at a seat, and whether he turns on his alarms before anything is looked at. */
const officers: Readonly<Record<SeatName, { username?: string; armed?: boolean }>> = {
  entrance: {},
  empty: {},
  gate: { username: 'chihuy.tralinh', armed: true },
  calm: { username: 'trucban.xinman', armed: true },
  duty: { username: 'trucban.sonvi' },
  admin: { username: 'quantri.botulenh' },
  'cut off': { username: 'lienlac.sonvi', armed: true },
};

function statesAt(seat: SeatName, scene: StatesScene): readonly State[] {
  if (seat === 'entrance') return atEntrance;
  if (seat === 'empty') return atEmptyRecord(scene.empty().code);
  if (seat === 'gate') return atFloodedGate;
  if (seat === 'calm') return atCalmSeat;
  if (seat === 'cut off') return atCutOffSeat;
  return seat === 'duty' ? atDuty : atAdmin;
}

/** A tab beside the console's in which a language can be chosen. */
async function languagesBeside(page: Page): Promise<Stop['speak']> {
  const beside = await page.context().newPage();
  await beside.goto(new URL('/icons/calm.svg', page.url()).href);
  // A page behind another is drawn once a second.
  await page.bringToFront();
  return async (language) => {
    await beside.evaluate(`localStorage.setItem('parley.language', '${language}')`);
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
    // Drawn, with its face.
    await page.evaluate(
      `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() => document.fonts.ready).then(() => undefined)`,
    );
  };
}

/** Opens a seat, goes from state to state as its officer would, and stops at each; every address the page asked for. */
export async function tour(
  { scene, consoles, options }: { scene: StatesScene; consoles: Consoles; options?: SeatOptions },
  seat: SeatName,
  look: (stop: Stop) => Promise<void>,
): Promise<string[]> {
  const { username, armed } = officers[seat];
  if (seat === 'gate') await scene.flood();
  const front = seat === 'cut off' ? await openFront(scene.node().url) : undefined;
  const cable = front ? await openCable(front.url) : undefined;
  const url = cable?.url ?? (seat === 'empty' ? scene.empty().url : scene.node().url);
  const { page, requests } = await consoles.open(url, { ...options, language: spoken });
  if (username) await signInAt(page, username);
  else await page.locator('.doorway form').waitFor();
  if (armed) await armAt(page);
  const speak = await languagesBeside(page);
  const between = cable && front ? { cable, front } : {};
  const way = wayAt(page, { facts: scene.facts(), officer: scene.officer, ...between });
  const inHand = (options?.viewport?.width ?? 1_366) < 1_024;
  for (const state of statesAt(seat, scene).filter(({ large }) => !(large && inHand))) {
    await state.reach(way).catch((error: unknown) => {
      throw new Error(`there was no way to “${state.name}”`, { cause: error });
    });
    await look({ state, page, speak });
  }
  await page.context().close();
  await cable?.close();
  await front?.close();
  return requests;
}
