/** How far an alert has come with a side: delivered, opened, received, accepted. */
import type { Escalation } from '../../../../shared/nouns/alert.ts';

export const stages = ['delivered', 'opened', 'received', 'accepted'] as const;

export interface Stage {
  name: (typeof stages)[number];
  at: string;
}

/** The furthest; null when not even a device there has got it. */
export function stageOf(escalation: Escalation): Stage | null {
  for (const name of [...stages].reverse()) {
    const at = escalation[`${name}At`];
    if (at) return { name, at };
  }
  return null;
}
