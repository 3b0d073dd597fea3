/** Every key the console takes: what it does, and when it must be left to the field or the input method. */
import { createStore } from 'zustand/vanilla';

export interface Shortcut {
  action: KeyAction;
  /** As drawn on key caps: each entry alone does it. */
  keys: readonly (readonly string[])[];
}

export const keyActions = [
  'next',
  'previous',
  'open',
  'acknowledge',
  'escalate',
  'silence',
  'reply',
  'search',
  'jump',
  'nextUnanswered',
  'previousUnanswered',
  'help',
] as const;
export type KeyAction = (typeof keyActions)[number];

export const shortcuts: readonly Shortcut[] = [
  { action: 'next', keys: [['J']] },
  { action: 'previous', keys: [['K']] },
  { action: 'open', keys: [['Enter']] },
  { action: 'acknowledge', keys: [['A']] },
  { action: 'escalate', keys: [['E']] },
  { action: 'silence', keys: [['M']] },
  { action: 'reply', keys: [['R']] },
  { action: 'search', keys: [['/']] },
  { action: 'jump', keys: [['Ctrl', 'K']] },
  { action: 'nextUnanswered', keys: [['Alt', 'Shift', '↓']] },
  { action: 'previousUnanswered', keys: [['Alt', 'Shift', '↑']] },
  { action: 'help', keys: [['?'], ['Ctrl', '/']] },
];

const singles: Readonly<Record<string, KeyAction>> = {
  j: 'next',
  k: 'previous',
  a: 'acknowledge',
  e: 'escalate',
  m: 'silence',
  r: 'reply',
  '/': 'search',
  '?': 'help',
};

/** What a key press is, apart from the browser: so that the rules can be told without one. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  repeat: boolean;
  isComposing: boolean;
}

/** A Khmer or Lao layout types no Latin letter: there the place of the key counts. */
function nameOf({ key, code }: Press): string {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter ? letter.toLowerCase() : code === 'Slash' ? '/' : key;
}

function chord(press: Press): KeyAction | null {
  const { ctrlKey, altKey, shiftKey, metaKey, key } = press;
  if ((ctrlKey || metaKey) && !altKey && !shiftKey) {
    if (nameOf(press) === 'k') return 'jump';
    if (nameOf(press) === '/') return 'help';
  }
  if (altKey && shiftKey && !ctrlKey && !metaKey) {
    if (key === 'ArrowDown') return 'nextUnanswered';
    if (key === 'ArrowUp') return 'previousUnanswered';
  }
  return null;
}

/**
 * What a press does; null when it is none of ours. `typing`: the focus is where letters are text. A held key moves, and
 * does nothing else again.
 */
export function actionOf(
  press: Press,
  { typing, singleKeys }: { typing: boolean; singleKeys: boolean },
): KeyAction | null {
  if (press.isComposing || press.key === 'Process') return null;
  const { ctrlKey, altKey, shiftKey, metaKey, repeat } = press;
  if (ctrlKey || altKey || metaKey) return repeat ? null : chord(press);
  if (typing || !singleKeys) return null;
  const name = nameOf(press);
  const action = shiftKey && name !== '?' ? (name === '/' ? 'help' : null) : (singles[name] ?? null);
  const moves = action === 'next' || action === 'previous';
  return repeat && !moves ? null : action;
}

export type Overlay = 'keys' | 'palette';

export const overlayStore = createStore<{ open: Overlay | null }>(() => ({ open: null }));

export function openOverlay(open: Overlay | null): void {
  overlayStore.setState({ open });
}
