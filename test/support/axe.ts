// axe in a page: given to it once, asked as often as there are states, and only for what is wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of WCAG 2.2 AA. */
export const wcag = { tags: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], rules: [] };

interface Asked {
  tags: readonly string[];
  /** Also these, by name; alone where there are no tags. */
  rules: readonly string[];
  /** The selector of what is looked at; else the whole page. */
  part?: string | undefined;
  /** Selectors of what is left out. */
  except?: readonly string[];
}

/** Each finding in one line: the rule, the place, what axe says of it. */
export async function axeFinds(page: Page, { tags, rules, part, except = [] }: Asked): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(source);
  const context = { include: [part ?? 'html'], exclude: except };
  const only = tags.length > 0 ? { type: 'tag', values: tags } : { type: 'rule', values: rules };
  const options = {
    runOnly: only,
    rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])),
    resultTypes: ['violations'],
  };
  return page.evaluate<string[]>(
    `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any }) => id + ' at ' + target.join(' ') + ': ' + (any[0]?.message ?? ''))))`,
  );
}

/** Puts the page into another light; its officer's choice stays as it is. */
export const wear = (page: Page, theme: 'night' | 'day' | 'red') =>
  page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);

/** Text that is too faint: by day and in red light the colours are all that differs. */
export const faintOn = (page: Page, part?: string) =>
  axeFinds(page, { tags: [], rules: ['color-contrast'], part });
