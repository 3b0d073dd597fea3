// What stands on a page, as an eye would find it: the words that are seen, and what runs out of its place.
import type { Page } from 'playwright-core';

export interface Seen {
  text: string;
  /** The language it is marked with. */
  lang: string;
}

/** In the words of the browser: these tests are checked without its types. Looks at `part`, a selector. */
const words = (part: string) => `
  const whole = document.querySelector('${part}');
  function textNodes() {
    const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const box = node.parentElement;
      if (!node.textContent.trim() || box.closest('script, style, .hidden-visually')) continue;
      if (box.getClientRects().length > 0 && box.checkVisibility()) found.push(node);
    }
    return found;
  }`;

const seen = (part: string) => `(() => { ${words(part)}
  const languageOf = (element) => element.closest('[lang]')?.lang ?? '';
  const fields = [...whole.querySelectorAll('input, textarea')];
  return [
    ...textNodes().map((node) => ({ text: node.textContent, lang: languageOf(node.parentElement) })),
    ...fields.flatMap((field) => [field.placeholder, field.value].map((text) => ({ text, lang: languageOf(field) }))),
  ].filter(({ text }) => text.trim());
})()`;

/** What lies over what by mistake: only within one of these, and nothing that floats there on purpose. */
const overlaps = `
  const layers = '.dialog, .alarm-bar, .top-bar, main';
  const upFrom = (element, end) => (!element || element === end ? [] : [element, ...upFrom(element.parentElement, end)]);
  const floats = (element, layer) => upFrom(element, layer).some((one) =>
    one.matches('.log-to-end') || /sticky|fixed/.test(getComputedStyle(one).position));
  const isClipped = (element, [x, y]) => upFrom(element, null).some((one) => {
    const { overflow, clipPath } = getComputedStyle(one);
    if (overflow === 'visible') return clipPath !== 'none';
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return x < left || x > right || y < top || y > bottom;
  });
  const placesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  };`;

/** Two fifths more of its own words, as long as another language may make it; put back at the end. */
const outOfPlace = (longer: boolean, part: string) => String.raw`(async () => { ${words(part)} ${overlaps}
  const before = ${longer} ? textNodes().filter((node) => /\p{L}/u.test(node.textContent)) : [];
  const kept = before.map((node) => node.textContent);
  const grown = kept.map((text) => (text + ' ' + text.trim()).slice(0, Math.ceil(text.length * 1.4) + 1));
  before.forEach((node, index) => { node.textContent = grown[index]; });
  // A list that draws only what is seen measures its lines before the next frame, whatever changed their size.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const found = new Set();
  if (document.documentElement.scrollWidth > innerWidth) found.add('the page is ' + document.documentElement.scrollWidth + ' wide');
  const pressed = 'button, a, [role=tab], label, legend';
  for (const element of whole.querySelectorAll(pressed + ', h1, h2, h3, p, dt, dd, li, strong')) {
    const place = element.getBoundingClientRect();
    if (place.width < 2 || element.closest('.hidden-visually, [aria-hidden=true]')) continue;
    const style = getComputedStyle(element);
    const what = element.localName + '.' + element.className + ' "' + element.innerText.slice(0, 40) + '"';
    if (place.right > innerWidth + 1 || place.left < -1) found.add('beside the page: ' + what);
    const tooWide = element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline';
    const shortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const hides = style.overflowX !== 'visible' && !shortened;
    if (tooWide && (element.matches(pressed) || hides)) found.add('cut: ' + what);
    if (style.overflowY === 'hidden' && !shortened && element.scrollHeight > element.clientHeight + 4) found.add('cut below: ' + what);
  }
  for (const node of textNodes()) {
    const box = node.parentElement;
    const layer = box.closest(layers);
    for (const { left, top, width, height } of layer && !box.closest('[aria-hidden=true]') ? placesOf(node) : []) {
      const at = [left + width / 2, top + height / 2];
      const above = document.elementFromPoint(...at);
      if (!above || above.contains(box) || box.contains(above) || above.closest(layers) !== layer) continue;
      const choice = box.closest('label')?.contains(above);
      if (choice || isClipped(box, at) || floats(above, layer)) continue;
      found.add('"' + above.innerText.slice(0, 40) + '" lies over "' + node.textContent.slice(0, 40) + '"');
    }
  }
  // What the page has written anew meanwhile stays.
  before.forEach((node, index) => { if (node.textContent === grown[index]) node.textContent = kept[index]; });
  return [...found];
})()`;

/** Every text that is drawn on the page, or in a part of it. */
export function seenOn(page: Page, part = 'body'): Promise<Seen[]> {
  return page.evaluate<Seen[]>(seen(part));
}

/** What is cut, lies beside the page or over other words; with `longer`, after every text has grown by two fifths. */
export function outOfPlaceOn(page: Page, longer = false, part = 'body'): Promise<string[]> {
  return page.evaluate<string[]>(outOfPlace(longer, part));
}
