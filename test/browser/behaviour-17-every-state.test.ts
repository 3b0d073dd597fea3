// Behaviour 17 in every state of every screen and dialog: five languages, right glyphs, and room for longer words.
import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../../shared/text.ts';
import { bundledFaces } from '../support/bundled-glyphs.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles } from '../support/console.ts';
import { outOfPlaceOn, seenOn } from '../support/seen-on-page.ts';
import { openStatesScene } from '../support/states/scene.ts';
import { seats } from '../support/states/state.ts';
import { type Stop, tour } from '../support/states/tour.ts';
import { spoken } from '../support/states/way.ts';
import { scripts } from '../support/texts.ts';

/** The screens of old PCs. */
const small = { width: 1_024, height: 768 };
const usual = { width: 1_366, height: 768 };

const drawn = new Set([...bundledFaces().values()].flatMap((characters) => [...characters]));

/** Ends with the language in which the next state is opened. */
const inTurn = [...languages.filter((language) => language !== spoken), spoken];

describe.skipIf(!chromiumAvailable)('every state of the console in five languages', () => {
  const scene = openStatesScene();
  const consoles = openConsoles();

  const inEach = async ({ state, speak }: Stop, look: () => Promise<string[]>) => {
    const found: string[] = [];
    for (const language of inTurn) {
      await speak(language);
      for (const one of await look()) found.push(`${language} ${state.name}: ${one}`);
    }
    return found;
  };

  test.each(seats)('at the seat “%s” nothing is cut or without a glyph on a PC', async (seat) => {
    const found: string[] = [];
    await tour({ scene, consoles, options: { viewport: usual } }, seat, async (stop) => {
      const { page, state } = stop;
      const onSmall = async () => {
        await page.setViewportSize(small);
        const out = await outOfPlaceOn(page, false, state.part);
        await page.setViewportSize(usual);
        return out.map((one) => `1024 wide: ${one}`);
      };
      /** What a form complains of, in words of another language than the reader's. */
      const foreign = async () => {
        const needed = scripts[await page.evaluate<Language>('document.documentElement.lang')].needed;
        const problems = await page.locator('.field-problem').allInnerTexts();
        return problems.filter((text) => !needed.test(text)).map((text) => `not translated: ${text}`);
      };
      found.push(
        ...(await inEach(stop, async () => [
          ...(
            await seenOn(page)
          ).flatMap(({ text }) =>
            [...text]
              .filter((sign) => sign >= ' ' && !drawn.has(sign.codePointAt(0) ?? 0))
              .map((sign) => `no face draws ${sign}`),
          ),
          ...(await foreign()),
          ...(await outOfPlaceOn(page, false, state.part)),
          ...(await outOfPlaceOn(page, true, state.part)).map((one) => `longer: ${one}`),
          ...(await onSmall()),
        ])),
      );
    });
    expect(found).toEqual([]);
  });
});
