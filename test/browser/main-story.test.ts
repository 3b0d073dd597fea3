// The main story as the officers see it: two duty officers and a commander at three consoles.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { keepNotices, noticeOf } from '../support/notices.ts';
import { minute, openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

// Without a Chromium on PATH these are skipped; the start of the run says so.
describe.skipIf(!chromiumAvailable)('two stations and a commander at their consoles', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let north: Seat;
  let south: Seat;
  let commander: Seat;

  beforeAll(async () => {
    await scene.onWatch('duty.north', 'duty.south');
    const { url } = scene.node();
    north = await consoles.seat(url, 'duty.north');
    south = await consoles.seat(url, 'duty.south', { before: keepNotices });
    commander = await consoles.seat(url, 'commander.south');
  });
  afterAll(async () => {
    for (const seat of [north, south, commander]) await seat?.page.context().close();
  });

  const raise = async (text: string) => {
    const { page } = north;
    await page.getByRole('button', { name: 'Raise alert' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What must be answered').fill(text);
    await dialog.getByLabel('Severity').selectOption('Severe');
    await dialog.getByRole('button', { name: 'Raise alert' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const alarm = (seat: Seat) => seat.page.getByRole('region', { name: 'Alarms that wait for an answer' });

  test('the switchboard tells both officers that the station opposite is manned', async () => {
    for (const { page } of [north, south]) {
      const tile = page.getByRole('article').filter({ hasText: 'River' });
      await tile.getByText('Manned since').nth(1).waitFor();
      await tile.getByText('connected', { exact: true }).nth(1).waitFor();
    }
  });

  test('a duty officer opens an incident and posts, and it is numbered on the record', async () => {
    const { page } = north;
    await page
      .getByRole('article')
      .filter({ hasText: 'River' })
      .getByRole('button', { name: 'Open incident' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title', { exact: true }).fill('Hai ghe lạ ở mốc 241');
    await dialog.getByLabel('Category').selectOption('illegal_fishing');
    await dialog.getByRole('button', { name: 'Open incident' }).click();
    await page.getByRole('heading', { name: 'Hai ghe lạ ở mốc 241' }).waitFor();
    await page.getByLabel('Message to both sides').fill('Thấy hai ghe, sáu người.');
    await page.getByLabel('Message to both sides').press('Enter');
    const said = page.locator('.entry-said', { hasText: 'Thấy hai ghe, sáu người.' });
    await said.waitFor();
    expect(await said.locator('.entry-seq').innerText()).toBe('2');
    await page.locator('.unsent').waitFor({ state: 'detached' });
  });

  test('an alert raised at one station alarms the other on whatever screen it is', async () => {
    await south.page.getByRole('link', { name: 'Watch', exact: true }).click();
    await raise('Đề nghị cử tổ công tác ra mốc 241.');
    await alarm(south).getByText('Critical alert').waitFor();
    await alarm(south).getByText('Đề nghị cử tổ công tác ra mốc 241.').waitFor();
    await until(async () => (await south.page.title()).includes('!!!'), { what: 'the title to alarm' });
    // His commander sees that it is at his station; it does not sound there before the ladder calls him.
    await alarm(commander).getByText('At your station').waitFor();
    expect(await alarm(commander).getByText('Critical alert').count()).toBe(0);
  });

  test('silence pauses the sound and is no acknowledgement', async () => {
    await alarm(south).getByRole('button', { name: 'Silence for 2 minutes' }).click();
    await alarm(south)
      .getByText(/Silent for 1:\d\d. Still not answered./)
      .waitFor();
    expect(await alarm(south).getByRole('button', { name: 'Received' }).count()).toBe(1);
  });

  test('he accepts with a time to reply by, and both sides read it', async () => {
    const { page } = south;
    await alarm(south)
      .getByRole('link', { name: /Hai ghe lạ/ })
      .click();
    await page.getByRole('radio', { name: '30 min' }).check();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Accepted: we act' }).click();
    await noticeOf(page, /Acknowledged on the record: .*, No \d+ at \d\d:\d\d:\d\d/);
    await alarm(south).waitFor({ state: 'detached' });
    for (const seat of [north, south]) {
      await seat.page.getByText(/accepted alert No 3 for South: they act on it. Reply promised by/).waitFor();
      await seat.page.getByRole('tabpanel').getByText('Answered', { exact: true }).waitFor();
      await seat.page.getByText('Promised reply due in').waitFor();
    }
    await until(async () => (await page.title()) === 'Parley', { what: 'the title to be calm again' });
  });

  test('an alert nobody answers climbs to the commander, who sees who was called and takes it over', async () => {
    await raise('Ghe đã quay lại, cần trả lời ngay.');
    await alarm(south).getByText('Ghe đã quay lại').waitFor();
    await scene.advance(2 * minute + 1000);
    await scene.advance(2 * minute + 1000);
    await alarm(commander).getByText('Critical alert').waitFor();
    const { page } = commander;
    await page.getByRole('link', { name: /Queue/ }).click();
    const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Ghe đã quay lại' });
    await row.getByText('commander.south').first().waitFor();
    await row.locator('summary').click();
    await row.getByText('duty.south').first().waitFor();
    await row.getByText('Next: provincial commander in').waitFor();
    await row.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await page.getByText('Nothing waits for an answer').waitFor();
    await alarm(commander).waitFor({ state: 'detached' });
    await alarm(south).waitFor({ state: 'detached' });
    await north.page.getByText(/took over alert No \d+ for South/).waitFor();
    await north.page.getByText('Taken over by').waitFor();
  });

  test('a private note stays in its own panel and never reaches the other side', async () => {
    await south.page.getByRole('tab', { name: 'Our notes' }).click();
    const panel = south.page.getByRole('region', { name: 'Our notes' }).first();
    await panel.getByText('Only our side sees this').waitFor();
    await panel.getByLabel('Private note').fill('Chỉ huy chưa đồng ý gửi ảnh.');
    await panel.getByRole('button', { name: 'Write note' }).click();
    await panel.locator('.entry-said', { hasText: 'Chỉ huy chưa đồng ý gửi ảnh.' }).waitFor();
    await north.page.getByRole('tab', { name: 'Our notes' }).click();
    await north.page.getByText('Only our side sees this').waitFor();
    expect(await north.page.getByText('Chỉ huy chưa đồng ý').count()).toBe(0);
  });
});
