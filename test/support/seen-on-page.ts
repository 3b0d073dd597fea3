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
      if (box.getClientRects().length > 0) found.push(node);
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

/** Two fifths more of its own words, as long as another language may make it; put back at the end. */
const outOfPlace = (longer: boolean, part: string) => String.raw`(() => { ${words(part)}
  const before = ${longer} ? textNodes().filter((node) => /\p{L}/u.test(node.textContent)) : [];
  const kept = before.map((node) => node.textContent);
  for (const node of before) {
    const text = node.textContent;
    const grown = text + ' ' + text.trim();
    node.textContent = grown.slice(0, Math.ceil(text.length * 1.4) + 1);
  }
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
  before.forEach((node, index) => { node.textContent = kept[index]; });
  return [...found];
})()`;

/** Every text that is drawn on the page, or in a part of it. */
export function seenOn(page: Page, part = 'body'): Promise<Seen[]> {
  return page.evaluate<Seen[]>(seen(part));
}

/** What is cut or lies beside the page; with `longer`, after every text has grown by two fifths. */
export function outOfPlaceOn(page: Page, longer = false, part = 'body'): Promise<string[]> {
  return page.evaluate<string[]>(outOfPlace(longer, part));
}
