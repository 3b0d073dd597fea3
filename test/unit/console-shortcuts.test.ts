// Keys: which act, and which are left to the field, the input method and the browser.
import { describe, expect, test } from 'vitest';
import { fold, matches } from '../../client/console/state/fold.ts';
import { actionOf, keyActions, type Press, shortcuts } from '../../client/console/state/shortcuts.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ...{ ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, repeat: false, isComposing: false },
  ...more,
});
const free = { typing: false, singleKeys: true };

describe('The keys of the console', () => {
  test('single keys act where nothing is typed', () => {
    const does = (key: string) => actionOf(press(key), free);
    expect(['j', 'k', 'a', 'e', 'm', 'r', '/'].map(does)).toEqual([
      ...['next', 'previous', 'acknowledge', 'escalate', 'silence', 'reply', 'search'],
    ]);
    expect(actionOf(press('?', { shiftKey: true }), free)).toBe('help');
    expect(does('x')).toBeNull();
  });

  test('the chords act everywhere, also while typing', () => {
    const typing = { typing: true, singleKeys: false };
    expect(actionOf(press('k', { ctrlKey: true }), typing)).toBe('jump');
    expect(actionOf(press('/', { ctrlKey: true, code: 'Slash' }), typing)).toBe('help');
    const arrow = { altKey: true, shiftKey: true };
    expect(actionOf(press('ArrowDown', arrow), typing)).toBe('nextUnanswered');
    expect(actionOf(press('ArrowUp', arrow), typing)).toBe('previousUnanswered');
  });

  test('single keys are left to a field, and to whoever has turned them off', () => {
    for (const key of ['j', 'k', 'a', 'e', 'm', 'r', '/', '?']) {
      expect(actionOf(press(key), { typing: true, singleKeys: true }), key).toBeNull();
      expect(actionOf(press(key), { typing: false, singleKeys: false }), key).toBeNull();
    }
  });

  test('no key acts with a modifier that is not its own', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) {
      for (const key of ['j', 'a', 'e', 'm', 'r', '?'])
        expect(actionOf(press(key, { [modifier]: true }), free), `${modifier} ${key}`).toBeNull();
    }
    expect(actionOf(press('A', { shiftKey: true }), free)).toBeNull();
    expect(actionOf(press('k', { ctrlKey: true, shiftKey: true }), free)).toBeNull();
  });

  test('the input method keeps its keys', () => {
    expect(actionOf(press('a', { isComposing: true }), free)).toBeNull();
    expect(actionOf(press('Process', { code: 'KeyA' }), free)).toBeNull();
  });

  test('a held key moves, and acknowledges nothing twice', () => {
    expect(actionOf(press('j', { repeat: true }), free)).toBe('next');
    expect(actionOf(press('a', { repeat: true }), free)).toBeNull();
    expect(actionOf(press('k', { ctrlKey: true, repeat: true }), free)).toBeNull();
  });

  test('on a Khmer or a Lao keyboard the place of the key counts', () => {
    expect(actionOf(press('ា', { code: 'KeyA' }), free)).toBe('acknowledge');
    expect(actionOf(press('ົ', { code: 'KeyJ' }), free)).toBe('next');
    expect(actionOf(press('ក', { code: 'KeyK', ctrlKey: true }), free)).toBe('jump');
  });

  test('caps lock changes nothing', () => {
    expect(actionOf(press('A'), free)).toBe('acknowledge');
  });

  test('the list of keys holds every action once', () => {
    expect(shortcuts.map(({ action }) => action)).toEqual([...keyActions]);
  });
});

describe('What is typed to jump', () => {
  test('finds Vietnamese without its accents, and Khmer as it is written', () => {
    expect(fold('Đồn Trà Lĩnh')).toBe('don tra linh');
    expect(matches('Đồn Trà Lĩnh', 'linh don')).toBe(true);
    expect(matches('ប៉ុស្តិ៍កោះរកា', 'កោះ')).toBe(true);
    expect(matches('Đồn Trà Lĩnh', 'sơn')).toBe(false);
    expect(matches('anything', '')).toBe(true);
  });
});
