// The phrase book at the console: found by typing Vietnamese without accents, sent, and read opposite in Khmer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('the phrase book', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let north: Seat;
  let south: Seat;

  beforeAll(async () => {
    const [officer] = await scene.onWatch('duty.north', 'duty.south');
    const { incidentId } = await officer.openIncident('river', { place: { marker: '257/3' } });
    const url = `${scene.node().url}/#/incidents/${incidentId}`;
    north = await consoles.seat(url, 'duty.north', { language: 'vi' });
    south = await consoles.seat(url, 'duty.south', { language: 'km' });
  });
  afterAll(async () => {
    for (const seat of [north, south]) await seat?.page.context().close();
  });

  const box = () => north.page.locator('.shared textarea');
  const finder = () => north.page.getByRole('combobox', { name: 'Tìm câu mẫu bằng bất kỳ ngôn ngữ nào' });
  const active = async () => {
    const id = await finder().getAttribute('aria-activedescendant');
    return north.page.locator(`[id="${id}"] .phrase-code`).innerText();
  };

  test('opens at a slash, is searched without accents in any language, and moved in by arrows', async () => {
    await box().press('/');
    await finder().waitFor();
    await finder().fill('tuan tra chung');
    await until(async () => (await active()) === 'request.joint_patrol', { what: 'request.joint_patrol' });
    await finder().press('ArrowDown');
    await until(async () => (await active()) !== 'request.joint_patrol', { what: 'another' });
    await finder().press('ArrowUp');
    for (const typed of ['ល្បាតរួម', '联合巡逻', 'ລາດຕະເວນຮ່ວມ', 'joint patrol']) {
      await finder().fill(typed);
      await until(async () => (await active()) === 'request.joint_patrol', { what: 'request.joint_patrol' });
    }
  });

  test('is left by Escape, and the words begun before are still there', async () => {
    await finder().press('Escape');
    await box().fill('Đang viết dở');
    await north.page.getByRole('button', { name: 'Sổ câu mẫu' }).click();
    await finder().press('Escape');
    expect(await box().inputValue()).toBe('Đang viết dở');
    await box().fill('');
  });

  test('shows before it is sent how the other side will read it, and says what is missing at its field', async () => {
    const { page } = north;
    await page.getByRole('button', { name: 'Sổ câu mẫu' }).click();
    await finder().fill('tuan tra chung');
    await until(async () => (await active()) === 'request.joint_patrol', { what: 'request.joint_patrol' });
    await finder().press('Enter');
    // The marker of the incident stands there already.
    await until(async () => (await page.getByLabel('Cột mốc').inputValue()) === '257/3', { what: '257/3' });
    const time = page.getByLabel(/^Thời gian/);
    await time.fill('22/11/2026');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.locator('.phrase-form .field-problem', { hasText: '21/11/2026 14:03' }).waitFor();
    expect(await south.page.locator('.phrase-text').count()).toBe(0);
    await time.fill('22/11/2026 14:00');
    const theirs = page.locator('.phrase-previews [lang=km]');
    await theirs.filter({ hasText: '22/11/2026 14:00 (+07)' }).waitFor();
    expect(await theirs.innerText()).toContain('257/3');
  });

  test('is read opposite in Khmer with English beside it, and here in Vietnamese, under the same number', async () => {
    const shown = await north.page.locator('.phrase-previews [lang=km]').innerText();
    await north.page.getByLabel('Cột mốc').press('Enter');
    const heard = south.page.locator('.entry-said', { has: south.page.locator('.phrase-text') });
    await heard.waitFor();
    expect(await heard.locator('p[lang=km]').innerText()).toBe(shown);
    expect(await heard.locator('.phrase-beside [lang=en]').innerText()).toBe(
      'We propose a joint patrol from boundary marker 257/3 at 22/11/2026 14:00 (+07).',
    );
    expect(await heard.locator('.phrase-code').innerText()).toBe('request.joint_patrol');
    const ours = north.page.locator('.entry-said', { has: north.page.locator('.phrase-text') });
    expect(await ours.locator('p[lang=vi]').innerText()).toBe(
      'Chúng tôi đề nghị tuần tra song phương từ cột mốc 257/3 vào lúc 22/11/2026 14:00 (+07).',
    );
    expect(await ours.locator('.entry-seq').innerText()).toBe(await heard.locator('.entry-seq').innerText());
  });

  test('leaves free text in its own language, and says which', async () => {
    await box().fill('Xin cảm ơn');
    await box().press('Enter');
    const heard = south.page.locator('.entry-said', { hasText: 'Xin cảm ơn' });
    await heard.waitFor();
    expect(await heard.locator('.entry-text').getAttribute('lang')).toBe('vi');
    await heard.locator('.entry-lang').waitFor();
  });

  test('is found by search in the language of the reader, the English one beside it there too', async () => {
    await scene.node().application.index();
    const { page } = south;
    await page.goto(`${scene.node().url}/#/search?text=257/3`);
    const hit = page.locator('.hit', { has: page.locator('.phrase-code') });
    await hit.waitFor();
    expect(await hit.locator('.hit-text').getAttribute('lang')).toBe('km');
    await hit.locator('.phrase-beside [lang=en]').getByText('We propose a joint patrol').waitFor();
    expect(await hit.locator('.phrase-code').innerText()).toBe('request.joint_patrol');
  });
});
