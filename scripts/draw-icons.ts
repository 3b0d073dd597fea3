// Draws the icons of the installed console from its sign, with the Chromium of this machine. Run by hand when the sign changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const folder = resolve(import.meta.dirname, '../client/console/public/icons');
const sign = readFileSync(join(folder, 'parley.svg'), 'utf8');

/** A system may cut a maskable icon to a circle: the sign keeps to the middle and the ground runs to the edge. */
const pictures = [
  { file: 'parley-192.png', size: 192, scale: 1, ground: 'transparent' },
  { file: 'parley-512.png', size: 512, scale: 1, ground: 'transparent' },
  { file: 'parley-maskable-512.png', size: 512, scale: 0.8, ground: '#10151a' },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const { file, size, scale, ground } of pictures) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>*{margin:0}body{background:${ground};display:grid;height:100vh;place-items:center}
       svg{height:${scale * 100}vh;width:${scale * 100}vw}</style>${sign}`,
    );
    writeFileSync(join(folder, file), await page.screenshot({ omitBackground: ground === 'transparent' }));
    await page.close();
  }
} finally {
  await browser.close();
}
