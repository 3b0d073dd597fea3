// The life of a case, pure.
import { describe, expect, it } from 'vitest';
import { changeStatus, hasUnansweredAlert, incidentNumber } from '../../server/incidents/domain.ts';
import { Refusal } from '../../shared/errors.ts';
import type { EscalationState } from '../../shared/nouns/alert.ts';
import { type IncidentStatus, incidentStatus } from '../../shared/nouns/incident.ts';
import { aCase } from '../support/case-state.ts';

const wish = (
  from: IncidentStatus,
  to: IncidentStatus,
  more: { agreed?: string[]; alone?: boolean } = {},
) => {
  const { agreed = [], alone = false } = more;
  try {
    const state = aCase({ status: from, closureAgreedBy: agreed });
    const draft = changeStatus(state, { to, reason: 'r', alone, endId: 'north', endIds: ['north', 'south'] });
    return draft.kind === 'incident.closure_agreed'
      ? 'agreed'
      : `${to}${draft.payload.alone ? ' alone' : ''}`;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('The status of a case', () => {
  it('goes these ways and no others', () => {
    const ways = incidentStatus.options.flatMap((from) =>
      incidentStatus.options
        .filter((to) => wish(from, to) !== 'status_change_invalid')
        .map((to) => `${from} → ${to}`),
    );
    expect(ways).toEqual([
      ...['open → in_progress', 'open → resolved', 'in_progress → resolved'],
      ...['resolved → open', 'resolved → closed', 'closed → open'],
    ]);
  });

  it('becomes closed when the last end agrees, or by a commander alone', () => {
    expect(wish('resolved', 'closed')).toBe('agreed');
    expect(wish('resolved', 'closed', { agreed: ['south'] })).toBe('closed');
    expect(wish('resolved', 'closed', { agreed: ['north'] })).toBe('status_change_invalid');
    expect(wish('resolved', 'closed', { alone: true })).toBe('closed alone');
    expect(wish('resolved', 'closed', { alone: true, agreed: ['north'] })).toBe('closed alone');
    expect(wish('resolved', 'closed', { alone: true, agreed: ['south'] })).toBe('closed');
    expect(wish('resolved', 'closed', { agreed: ['south', 'an end that has left'] })).toBe('closed');
    expect(wish('resolved', 'closed', { agreed: ['north', 'south'] })).toBe('closed');
  });

  it('is not closed over an alert that runs or was never answered', () => {
    const open: EscalationState[] = ['running', 'exhausted'];
    for (const state of ['running', 'exhausted', 'acknowledged', 'cancelled'] as const)
      expect(hasUnansweredAlert(aCase({}, [{ state }]))).toBe(open.includes(state));
    expect(hasUnansweredAlert(aCase({}, [{ state: 'acknowledged' }, { state: 'exhausted' }]))).toBe(true);
  });
});

describe('The number of a case', () => {
  it('names its line, its year and its place in it, and grows beyond four digits', () => {
    expect(incidentNumber('thuong-phuoc', 2026, 7)).toBe('THUONG-PHUOC-2026-0007');
    expect(incidentNumber('ridge', 2027, 12_345)).toBe('RIDGE-2027-12345');
  });
});
