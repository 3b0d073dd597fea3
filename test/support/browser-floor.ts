// What the oldest browsers served cannot do, by the compatibility data of MDN: names of scripts and of styles.
import { createRequire } from 'node:module';
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data';
import { parseAst } from 'vite';

const data: CompatData = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** The last of either that runs on Windows 7 and 8.1. */
const floor = { chrome: 109, firefox: 115 } as const;

type Statement = CompatStatement | undefined;

function isSupported(compat: Statement, browser: keyof typeof floor): boolean {
  const support = compat?.support[browser];
  if (!support) return false;
  const versions = Array.isArray(support) ? support : [support];
  return versions.some(({ version_added, version_removed, flags }) => {
    if (flags || typeof version_added !== 'string') return false;
    const isIn = (version: string) => Number.parseFloat(version.replace('≤', '')) <= floor[browser];
    return isIn(version_added) && !(typeof version_removed === 'string' && isIn(version_removed));
  });
}

const isOld = (compat: Statement) => isSupported(compat, 'chrome') && isSupported(compat, 'firefox');

/** Whether everything that goes by this name is too new. */
const allTooNew = (known: readonly Statement[]) => known.length > 0 && !known.some(isOld);

function child(of: Identifier | undefined, name: string): Identifier | undefined {
  const value: unknown = of && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;
  return typeof value === 'object' && value !== null ? (value as Identifier) : undefined;
}

const scriptTypes = new Map<string, Identifier[]>();
for (const tree of [data.api, data.javascript.builtins as unknown as Identifier])
  for (const name of Object.keys(tree)) {
    const type = child(tree, name);
    if (type) scriptTypes.set(name, [...(scriptTypes.get(name) ?? []), type]);
  }

/** Types whose methods a console calls; those of rarer ones (a payment, a printer) have names that anybody's object has. */
const common = new Set([
  ...Object.keys(data.javascript.builtins ?? {}),
  ...'AbortSignal Animation Blob Document Element Event HTMLDialogElement HTMLElement Headers'.split(' '),
  ...'IDBDatabase IDBObjectStore Navigator Node ReadableStream Request Response'.split(' '),
  ...'ServiceWorkerContainer ServiceWorkerRegistration URL URLSearchParams Window'.split(' '),
]);

/** Every statement about a member called so, of whatever type; and the names that are too new in a common type. */
const members = new Map<string, Statement[]>();
const suspects = new Set<string>();
for (const [typeName, types] of scriptTypes)
  for (const type of types)
    for (const key of Object.keys(type)) {
      const name = key.replace(/_static$/, '');
      const compat = child(type, key)?.__compat;
      if (!compat) continue;
      members.set(name, [...(members.get(name) ?? []), compat]);
      if (common.has(typeName) && !isOld(compat)) suspects.add(name);
    }

type Node = { type: string } & Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function visit(node: Node, seen: (node: Node) => void): void {
  seen(node);
  for (const value of Object.values(node))
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) visit(one, seen);
}

const nameOf = (node: unknown) => (isNode(node) && node.type === 'Identifier' ? String(node.name) : '');

/** Names in a script that neither browser of the floor knows: `Object.groupBy`, `.toSorted()`, `new WebTransport`. */
export function tooNewInScript(code: string): string[] {
  const found = new Set<string>();
  visit(parseAst(code) as unknown as Node, (node) => {
    if (node.type === 'NewExpression') {
      const types = scriptTypes.get(nameOf(node.callee)) ?? [];
      if (allTooNew(types.map(({ __compat }) => __compat))) found.add(`new ${nameOf(node.callee)}`);
    }
    if (node.type === 'MemberExpression' && node.computed === false) {
      const [object, property] = [nameOf(node.object), nameOf(node.property)];
      const owners = scriptTypes.get(object) ?? [];
      const known = owners.flatMap((owner) =>
        [`${property}_static`, property]
          .map((key) => child(owner, key)?.__compat)
          .filter((one) => one !== undefined),
      );
      if (allTooNew(known)) found.add(`${object}.${property}`);
    }
    if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.type === 'MemberExpression') {
      const method = node.callee.computed === false ? nameOf(node.callee.property) : '';
      if (suspects.has(method) && allTooNew(members.get(method) ?? [])) found.add(`.${method}()`);
    }
  });
  return [...found].sort();
}

function statementsNamed(tree: Identifier, name: string, found: Statement[] = []): Statement[] {
  for (const key of Object.keys(tree)) {
    if (key === '__compat') continue;
    const below = child(tree, key);
    if (!below) continue;
    if (key === name) found.push(below.__compat);
    statementsNamed(below, name, found);
  }
  return found;
}

const every = (css: string, pattern: RegExp) =>
  new Set([...css.matchAll(pattern)].map(([, name = '']) => name));

/** Properties, at-rules, selectors and functions of a style sheet (as the build writes it) that the floor cannot read. */
export function tooNewInStyle(css: string): string[] {
  const { properties, selectors, types } = data.css;
  const atRules = data.css['at-rules'];
  const lookUp = (tree: Identifier | undefined, name: string) => child(tree, name)?.__compat;
  const found: string[] = [];
  for (const name of every(css, /@([a-z-]+)/g))
    if (allTooNew([lookUp(atRules, name)].filter((one) => one !== undefined))) found.push(`@${name}`);
  for (const name of every(css, /[{;]([a-z-]+):/g))
    if (allTooNew([lookUp(properties, name)].filter((one) => one !== undefined))) found.push(name);
  for (const name of every(css, /::?([a-z-]+)(?=[^{}]*\{)/g))
    if (allTooNew([lookUp(selectors, name)].filter((one) => one !== undefined))) found.push(`:${name}`);
  for (const name of every(css, /([a-z-]+)\(/g))
    if (types && allTooNew(statementsNamed(types, name))) found.push(`${name}()`);
  if (/\{[^{}]*&/.test(css)) found.push('nesting');
  return found.sort();
}
