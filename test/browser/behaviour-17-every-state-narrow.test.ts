// Behaviour 17 in every state on a narrow screen: a phone, and a PC at 200 % zoom, in five languages and longer words.
import { describe, expect, test } from 'vitest';
import { languages } from '../../shared/text.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles } from '../support/console.ts';
import { outOfPlaceOn } from '../support/seen-on-page.ts';
import { openStatesScene } from '../support/states/scene.ts';
import { seats } from '../support/states/state.ts';
import { tour } from '../support/states/tour.ts';
import { spoken } from '../support/states/way.ts';

const phone = { width: 390, height: 844 };
/** What 1366 by 768 leave at 200 %. */
const zoomed = { width: 683, height: 384 };

const inTurn = [...languages.filter((language) => language !== spoken), spoken];

describe.skipIf(!chromiumAvailable)('every state of the console on a narrow screen', () => {
  const scene = openStatesScene();
  const consoles = openConsoles();

  test.each(seats)('at the seat “%s” nothing is cut in any language', async (seat) => {
    const found: string[] = [];
    await tour({ scene, consoles, options: { viewport: phone } }, seat, async ({ state, page, speak }) => {
      for (const language of inTurn) {
        await speak(language);
        for (const [viewport, name] of [
          [zoomed, '200 %'],
          [phone, 'phone'],
        ] as const) {
          await page.setViewportSize(viewport);
          for (const longer of [false, true])
            for (const one of await outOfPlaceOn(page, longer, state.part))
              found.push(`${language} ${name} ${state.name}${longer ? ', longer' : ''}: ${one}`);
        }
      }
    });
    expect(found).toEqual([]);
  });
});
