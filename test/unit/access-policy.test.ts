// Who may speak, and for which end.
import { describe, expect, test } from 'vitest';
import { actingEnd } from '../../server/access/ends.ts';
import { actsAs, canSpeak, isAdmin, isCommander } from '../../server/access/policy.ts';
import { theSystem } from '../../server/platform/command.ts';
import { newId } from '../../shared/ids.ts';
import { role } from '../../shared/nouns/officer.ts';

const [near, far, third] = [newId(), newId(), newId()];
const ends = (...mine: string[]) =>
  [near, far, third].map((endId, position) => ({ endId, position, mine: mine.includes(endId) }));

describe('the end an officer acts for', () => {
  test('is his own when he has one', () => {
    expect(actingEnd(ends(near))).toBe(near);
    expect(actingEnd(ends(near), near)).toBe(near);
  });

  test('must be said when he has several', () => {
    expect(() => actingEnd(ends(near, third))).toThrow(expect.objectContaining({ code: 'end_required' }));
    expect(actingEnd(ends(near, third), third)).toBe(third);
  });

  test('cannot be another’s', () => {
    for (const endId of [far, newId()]) {
      expect(() => actingEnd(ends(near), endId)).toThrow(expect.objectContaining({ code: 'end_not_yours' }));
    }
  });

  test('does not exist on a line he is no member of: it looks absent, whichever end he names', () => {
    for (const endId of [undefined, far, newId()]) {
      expect(() => actingEnd(ends(), endId)).toThrow(expect.objectContaining({ code: 'not_found' }));
      expect(() => actingEnd([], endId)).toThrow(expect.objectContaining({ code: 'not_found' }));
    }
  });
});

describe('roles', () => {
  test('duty officers, commanders and liaisons speak; observers and admins do not', () => {
    expect(role.options.filter(canSpeak)).toEqual(['duty_officer', 'commander', 'liaison']);
    expect(role.options.filter(isCommander)).toEqual(['commander']);
    expect(role.options.filter(isAdmin)).toEqual(['admin']);
  });

  test('the server itself passes where a role is asked for', () => {
    expect(actsAs(theSystem, canSpeak)).toBe(true);
  });
});
