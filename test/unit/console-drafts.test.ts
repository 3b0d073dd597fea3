// Drafts: what is left of one after sending, after taking words back, after signing out and after a week.
import { describe, expect, test } from 'vitest';
import { afterSending, type Draft, noDraft, takenBack } from '../../client/console/state/drafts.ts';

const typed = (text: string, more: Partial<Draft> = {}): Draft => ({ ...noDraft, text, ...more });

describe('a draft', () => {
  test('is empty once it was sent, and keeps what was typed while it was being kept', () => {
    const sent = typed('Water rises', { marker: 'warning', replyTo: 3 });
    expect({ ...sent, ...afterSending(sent, sent) }).toEqual(noDraft);
    expect(afterSending({ ...sent, text: 'Water rises and more' }, sent)).toMatchObject({ text: 'and more' });
    expect(afterSending({ ...sent, text: 'Something else' }, sent)).toMatchObject({ text: 'Something else' });
    expect(afterSending({ ...sent, replyTo: 4 }, sent)).toMatchObject({ text: '', replyTo: 4 });
  });

  test('keeps own words when a phrase was sent in their place', () => {
    const sent = typed('Half a sen', { replyTo: 3, phrase: { code: 'reply.will_do_at', fields: {} } });
    expect({ ...sent, ...afterSending(sent, sent) }).toEqual(typed('Half a sen'));
  });

  test('takes words back before what was begun meanwhile', () => {
    const back = { phrase: null, text: 'Taken back', marker: 'warning', replyTo: null } as const;
    expect(takenBack(noDraft, back)).toEqual(back);
    expect(takenBack(typed('begun'), back).text).toBe('Taken back\nbegun');
    expect(takenBack(typed('begun'), { replyTo: null, phrase: null }).text).toBe('begun');
  });
});
