// Behaviour 17: five languages without a reload, each word in its own, every glyph from the bundled faces.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDemoWorld } from '../../server/demo/world.ts';
import { type Language, languages, ownNames } from '../../shared/text.ts';
import { bundledFaces, chineseFamily } from '../support/bundled-glyphs.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles } from '../support/console.ts';
import { openScene } from '../support/scene.ts';
import { seenOn } from '../support/seen-on-page.ts';
import { until } from '../support/until.ts';
import { password } from '../support/world.ts';

// Dozens of screens, each looked at in full.
/** A line between two time zones, whose ends have names in several languages. */
async function worldOfTheMountains() {
  const world = await readDemoWorld();
  const officers = world.officers.filter(({ username }) =>
    ['trucban.sonvi', 'duty.tianpeng', 'admin.cn'].includes(username),
  );
  return { ...world, officers: officers.map((officer) => ({ ...officer, password })) };
}

const said: Readonly<Record<Language, string>> = {
  vi: 'Hai người đang băng qua khe suối về phía bạn, đề nghị kiểm tra.',
  en: 'Two persons are crossing the ravine toward you, please check.',
  km: 'មនុស្សពីរនាក់កំពុងឆ្លងជ្រោះទៅភាគីខាងអ្នក សូមពិនិត្យ។',
  zh: '两人正越过山沟前往贵方，请核查。',
  lo: 'ມີສອງຄົນກຳລັງຂ້າມຫ້ວຍໄປຝ່າຍທ່ານ, ກະລຸນາກວດກາ.',
};

const faces = bundledFaces();
const drawn = new Set([...faces.values()].flatMap((characters) => [...characters]));

/** By what browsers draw: custom faces come with the console, the others are the machine's own. */
async function machineFacesOn(page: Page): Promise<string[]> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('DOM.enable');
  await tools.send('CSS.enable');
  const { root } = await tools.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await tools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'body' });
  const { nodeIds } = await tools.send('DOM.querySelectorAll', {
    nodeId,
    selector: 'p, h1, h2, button, a, dd, label',
  });
  const looks = await Promise.all(
    nodeIds.map((one) =>
      // What is redrawn meanwhile has left the page; its successor is looked at on the next screen.
      tools.send('CSS.getPlatformFontsForNode', { nodeId: one }).catch(() => null),
    ),
  );
  const fonts = looks.flatMap((look) => look?.fonts ?? []);
  expect(fonts.some(({ isCustomFont }) => isCustomFont)).toBe(true);
  const found = new Set(fonts.filter((font) => !font.isCustomFont).map(({ familyName }) => familyName));
  await tools.detach();
  return [...found];
}

describe.skipIf(!chromiumAvailable)('the console in five languages', () => {
  const scene = openScene(worldOfTheMountains);
  const consoles = openConsoles();
  let screens: [address: string, ready: string][];

  beforeAll(async () => {
    const [ours, theirs] = await scene.onWatch('trucban.sonvi', 'duty.tianpeng');
    const { incidentId, channelId } = await ours.openIncident('son-vi', {
      ...{ title: 'Người lạ vượt biên qua khe suối giữa mốc 456 và mốc 457', category: 'illegal_crossing' },
      place: { marker: '456', description: 'Khe suối phía đông bản Lũng Làn' },
    });
    for (const lang of languages)
      await theirs.send('message.post', { channelId, text: said[lang], lang, marker: 'request' });
    await theirs.raise(incidentId, { text: said.zh, lang: 'zh' });
    await ours.raise(incidentId, { text: said.vi, lang: 'vi', severity: 'Moderate' });
    screens = [
      ['', '.incident-row'],
      [`lines/${(await ours.line('son-vi')).id}`, '.line-head'],
      [`incidents/${incidentId}`, '.entry-alert'],
      ['queue', '.queue-row'],
      ['watch', '.watch-card'],
      ['search', '.search-page'],
      ['settings', '.setting'],
    ];
  });

  const visit = async (page: Page, address: string, ready: string) => {
    await page.evaluate(`location.hash = '#/${address}'`);
    await page.locator(ready).first().waitFor();
    await page.evaluate('document.fonts.ready');
  };
  const speak = async (page: Page, language: Language) => {
    await page.locator('.top-language button').click();
    await page.getByRole('dialog').getByRole('button', { name: ownNames[language], exact: true }).click();
    await page.locator(`html[lang=${language}]`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  test('switches without a reload, and what people wrote stays in its own language', async () => {
    // Tall enough for the whole log: what is scrolled away is not drawn.
    const viewport = { width: 1366, height: 2_000 };
    const { page } = await consoles.seat(scene.node().url, 'trucban.sonvi', { language: 'vi', viewport });
    const [, , [incident, ready] = ['', '']] = screens;
    await visit(page, incident, ready);
    await page.evaluate('window.before = true');
    for (const language of [...languages].reverse()) {
      await speak(page, language);
      for (const lang of languages) {
        const line = page.locator('.entry-said').getByText(said[lang], { exact: true });
        expect(await line.getAttribute('lang'), `${said[lang]} to a reader of ${language}`).toBe(lang);
      }
    }
    expect(await page.evaluate('window.before')).toBe(true);
    await page.context().close();
  });

  test('draws every character of every screen with a face of its own', async () => {
    const { page } = await consoles.seat(scene.node().url, 'trucban.sonvi', { language: 'vi' });
    for (const language of languages) {
      await speak(page, language);
      for (const [address, ready] of screens) {
        await visit(page, address, ready);
        const seen = await seenOn(page);
        expect(seen.length, `${language} ${address}`).toBeGreaterThan(10);
        const boxes = seen.flatMap(({ text }) =>
          [...text].filter((sign) => sign >= ' ' && !drawn.has(sign.codePointAt(0) ?? 0)),
        );
        expect(boxes, `${language} ${address}`).toEqual([]);
        // Chinese is drawn with the machine's own face where it has one; the other scripts never are.
        if (language === 'km' || language === 'lo') {
          // What comes after the first row may ask for a face of its own, and is drawn with the machine's until it is there.
          let others: string[] = [];
          const isOurs = async () => {
            const machine = await machineFacesOn(page);
            others = machine.filter((family) => !/CJK|SC|Hei|WenQuanYi/i.test(family));
            return others.length === 0;
          };
          await until(isOurs, { what: 'the faces of the console' }).catch(() => undefined);
          expect(others, `${language} ${address}`).toEqual([]);
        }
      }
    }
    await page.context().close();
  });

  test('fetches the Chinese face only when Chinese is on the screen', async () => {
    const asks = (addresses: readonly string[]) => addresses.filter((one) => /noto-sans-sc/.test(one));
    const entrance = await consoles.open(scene.node().url, { language: 'km' });
    await entrance.page.getByRole('button', { name: ownNames.zh }).waitFor();
    await entrance.page.evaluate('document.fonts.ready');
    expect(asks(entrance.requests)).toEqual([]);
    // Listened for before the press: it may be asked for at once.
    const asked = entrance.page.waitForRequest(/noto-sans-sc/);
    await entrance.page.getByRole('button', { name: ownNames.zh }).click();
    await asked;
    expect(faces.get(chineseFamily)?.size).toBeGreaterThan(5_000);
    await entrance.page.context().close();
  });
});
