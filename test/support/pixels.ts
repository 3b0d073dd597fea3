// Counts pixels of a page as it is painted.
import type { Page } from 'playwright-core';

/** The share of painted pixels for which `rule` holds: an expression of `red`, `green`, `blue` (0 to 255). */
export async function shareOfPixels(page: Page, rule: string): Promise<number> {
  const picture = (await page.screenshot({ animations: 'disabled' })).toString('base64');
  return page.evaluate(
    `(async () => {
      const bytes = Uint8Array.from(atob('${picture}'), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const drawing = canvas.getContext('2d');
      drawing.drawImage(image, 0, 0);
      const { data } = drawing.getImageData(0, 0, image.width, image.height);
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [data[at], data[at + 1], data[at + 2]];
        if (${rule}) found += 1;
      }
      return (found * 4) / data.length;
    })()`,
  );
}
