// `npm run bench:console`: the console in a real Chromium on a PC made four times slower; prints one table.
// `--only openings|alarms|behaviours|log` runs one part of it.
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { noLimits } from '../server/access/limits.ts';
import { createApplication } from '../server/app.ts';
import { migrate } from '../server/platform/migrate.ts';
import { openCable } from '../test/support/cable.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { ear, hears, soundsAt } from '../test/support/ear.ts';
import { signIn, type TestOfficer } from '../test/support/officer.ts';
import { until } from '../test/support/until.ts';
import { loadWorld, password, smallWorld } from '../test/support/world.ts';
import { behaviours } from './console-behaviours.ts';
import { percentile, short } from './figures.ts';
import { openRig } from './rig.ts';
import { type Row, tableOf } from './table.ts';

const slower = 4;
const rounds = 5;
const longLog = 10_000;
const replayed = 50_000;
const alarms = 40;
const patience = 600_000;

const rig = openRig();
const rows: Row[] = [];
const row = (what: string, parley: string, target = '') => {
  console.error(`  ${what}: ${parley}`);
  rows.push({ bench: 'console', what, parley, beside: '', ratio: '', target });
};

async function node(databaseUrl: string) {
  await migrate(databaseUrl, { withQueue: true });
  await loadWorld(databaseUrl, smallWorld);
  const publicUrl = 'http://127.0.0.1';
  const application = await createApplication({
    config: {
      host: '127.0.0.1',
      port: 0,
      dataDir: '',
      publicUrl,
      databaseUrl,
      redisUrl: null,
      logLevel: 'warn',
    },
    logger: pino({ level: 'warn' }, pino.destination(2)),
    databaseUrl,
    limits: noLimits,
  });
  const { port } = await application.listen();
  rig.onClose(() => application.drain());
  return `http://127.0.0.1:${port}`;
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  context.setDefaultTimeout(patience);
  await context.addInitScript(`localStorage.setItem('parley.language', 'vi')`);
  await context.addInitScript(ear);
  return context;
}

async function slow(page: Page, rate = slower): Promise<CDPSession> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate });
  return tools;
}

/** From the order to open the page until `usable` stands there; by the clock of this program. */
async function opening(page: Page, url: string, usable: string): Promise<number> {
  await page.goto('about:blank');
  const from = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(usable).first().waitFor();
  return performance.now() - from;
}

async function arm(page: Page): Promise<void> {
  await page.locator('.arming').getByRole('button').click();
  await page.locator('.arming').getByRole('button').first().click();
}

async function enter(page: Page, url: string, username = 'duty.south'): Promise<void> {
  await page.goto(url);
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await arm(page);
}

const spread = (times: readonly number[]) =>
  `${short(percentile(times, 0.5) / 1000)} / ${short(Math.max(...times) / 1000)}`;

async function openings(browser: Browser, url: string): Promise<void> {
  const cold: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await newContext(browser);
    const page = await context.newPage();
    await slow(page);
    cold.push(await opening(page, url, 'input[autocomplete=username]'));
    await context.close();
  }
  row(`cold: sign-in usable, 4x CPU, median / worst of ${rounds}, s`, spread(cold));

  const cable = await openCable(url);
  rig.onClose(() => cable.close());
  const context = await newContext(browser);
  const page = await context.newPage();
  await enter(page, cable.url);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  // What was looked at is what is kept; a moment for it to reach the disk.
  await page.waitForTimeout(5_000);
  const tools = await slow(page);
  const warm: number[] = [];
  for (let round = 0; round < rounds; round += 1) warm.push(await opening(page, cable.url, '.seat main h1'));
  row(`warm: switchboard usable, 4x CPU, median / worst of ${rounds}, s`, spread(warm));

  cable.pull();
  const thin = { offline: false, latency: 300, downloadThroughput: 8_000, uploadThroughput: 8_000 };
  await tools.send('Network.enable');
  await tools.send('Network.emulateNetworkConditions', thin);
  const alone: number[] = [];
  for (let round = 0; round < rounds; round += 1) alone.push(await opening(page, cable.url, '.seat main h1'));
  row(`server unreachable, 64 kbit/s, 4x CPU: switchboard from cache, s`, spread(alone), '<= 3');
  await context.close();
}

async function post(north: TestOfficer, channelId: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, count - at) }, (_, index) =>
        north.post(channelId, `Thuyền thứ ${at + index} đi qua mốc ${(at + index) % 900}, không có đèn.`),
      ),
    );
}

async function longRun(page: Page, north: TestOfficer, channelId: string): Promise<void> {
  const tools = await slow(page);
  await page.locator('.log-rows .entry').first().waitFor();
  const height = () => page.evaluate<number>(`document.querySelector('.log-rows').scrollHeight`);
  for (;;) {
    const before = await height();
    await page.evaluate(`document.querySelector('.log-rows').scrollTo(0, 0)`);
    const first = page.locator('.log-rows .entry-seq').first();
    const atStart = await until(
      async () => ((await first.innerText()) === '1' ? 'start' : (await height()) > before && 'more'),
      { deadlineMs: patience },
    );
    if (atStart === 'start') break;
  }
  const scrolled = await page.evaluate<{
    seconds: number;
    frames: number;
    longest: number;
  }>(`new Promise((done) => {
    const list = document.querySelector('.log-rows');
    const begun = performance.now();
    let frames = 0, longest = 0, last = begun;
    const step = (now) => {
      longest = Math.max(longest, now - last);
      last = now;
      frames += 1;
      list.scrollBy(0, 120);
      if (now - begun < 10_000) requestAnimationFrame(step);
      else done({ seconds: (now - begun) / 1000, frames, longest });
    };
    requestAnimationFrame(step);
  })`);
  row(
    `scrolling ${longLog.toLocaleString('en-US')} entries, 4x CPU, frames a second / longest frame ms`,
    `${short(scrolled.frames / scrolled.seconds)} / ${short(scrolled.longest)}`,
    '> 30',
  );

  await tools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.getByRole('button', { name: '↓' }).click();
  const heapMb = async () => {
    await tools.send('HeapProfiler.enable');
    await tools.send('HeapProfiler.collectGarbage');
    return (await tools.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
  };
  await page.waitForTimeout(2_000);
  const before = await heapMb();
  await post(north, channelId, replayed);
  await page.locator('.entry-text', { hasText: `thứ ${replayed - 1} ` }).waitFor();
  row(
    `heap at the end of ${longLog.toLocaleString('en-US')} entries, then after 50,000 more came in, MB`,
    `${short(before)} / ${short(await heapMb())}`,
    '< 200',
  );
}

async function delays(page: Page, north: TestOfficer): Promise<number[]> {
  const found: number[] = [];
  for (let round = 0; round < alarms; round += 1) {
    const { incidentId, channelId } = await north.openIncident('river');
    const { seq, alertId } = await north.raise(incidentId);
    await hears(page, 'critical');
    const raised = (await north.entries(channelId)).find((entry) => entry.seq === seq);
    const sound = (await soundsAt(page)).findLast(({ loop, signal }) => loop && signal === 'critical');
    found.push((sound?.begunAt ?? Number.NaN) - Date.parse(raised?.at ?? ''));
    await page
      .locator('.alarm-bar')
      .getByRole('button', { name: /Received|Đã nhận/ })
      .click();
    await hears(page);
    // An answer that nothing follows is taken back after some minutes: it would sound in a later round.
    await north.send('alert.withdraw', { alertId, reason: 'measured' });
  }
  return found;
}

const parts = ['openings', 'alarms', 'behaviours', 'log'] as const;
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only !== undefined && !parts.some((part) => part === only)) {
  console.error(`There is no part ${only}. There are ${parts.join(', ')}.`);
  process.exit(1);
}
const runs = (part: (typeof parts)[number]) => only === undefined || only === part;

try {
  const url = await node(await rig.newDatabase());
  const browser = await launchChromium();
  rig.onClose(() => browser.close());
  const north = await signIn(url, 'duty.north');
  rig.onClose(async () => north.close());
  await north.takeWatch();
  if (runs('openings')) {
    console.error('openings …');
    await openings(browser, url);
  }
  const page = await (await newContext(browser)).newPage();
  if (runs('alarms') || runs('log')) await enter(page, url);
  if (runs('alarms'))
    for (const rate of [1, slower]) {
      console.error(`alarms at ${rate}x …`);
      await slow(page, rate);
      const found = await delays(page, north);
      row(
        `commit to sound, ${rate}x CPU, p50 / p99 of ${alarms}, ms`,
        `${short(percentile(found, 0.5))} / ${short(percentile(found, 0.99))}`,
        rate === 1 ? '<= 1,000' : '',
      );
    }
  if (runs('behaviours')) {
    console.error('behaviours …');
    const south = await signIn(url, 'duty.south');
    rig.onClose(async () => south.close());
    await south.takeWatch();
    const open = async (username: string) => {
      const seat = await (await newContext(browser)).newPage();
      await enter(seat, url, username);
      return seat;
    };
    await behaviours({ url, north, south, open, arm, row });
  }
  if (runs('log')) {
    console.error('a long log …');
    const { incidentId } = await north.openIncident('river', { title: 'Thuyền không đèn' });
    const { channelId } = (await north.read(incidentId)).incident;
    await post(north, channelId, longLog);
    await page.goto(`${url}/#/incidents/${incidentId}`);
    await longRun(page, north, channelId);
  }
} finally {
  await rig.close();
}
console.log(tableOf(rows));
