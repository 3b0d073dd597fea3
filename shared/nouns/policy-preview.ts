/** Who would be called now: what a ladder would do if an alert reached its end at this moment. */
import { z } from 'zod';
import { severity } from '../cap.ts';
import { code, id } from '../ids.ts';
import { localText } from '../text.ts';
import { instant } from '../time.ts';
import { calledOfficer, skipReason } from './alert.ts';
import { ladder, step } from './policy.ts';

export const policyPreviewInput = z.strictObject({
  lineId: id,
  /** An end of that line within one’s own reach. */
  endId: id,
  severity,
  /** A ladder that is being written; the one in force when left out. */
  ladder: ladder.optional(),
});

export const previewedStep = step.extend({
  /** The station of this level in the end’s chain of command; null = there is none. */
  station: z.strictObject({ code, name: localText }).nullable(),
  /** Who would be called at this moment; empty when the step would be skipped. */
  officers: z.array(
    calledOfficer.extend({
      /** Whether he holds the watch of that station now. */
      onWatch: z.boolean(),
    }),
  ),
  /** Why the step would call nobody; null = it would call. */
  skip: skipReason.nullable(),
  /** How long after the alert its first call would go out, in milliseconds, if nobody answers; null = skipped. */
  afterMs: z.int().nullable(),
});
export type PreviewedStep = z.infer<typeof previewedStep>;

export const policyPreview = z.strictObject({
  /** Where the ladder is from: set for this severity, for every severity, built in, or the one that was given. */
  source: z.enum(['severity', 'every', 'built_in', 'given']),
  steps: z.array(previewedStep),
  /** When the steps would have run out, in milliseconds after the alert; 0 = nobody would be called at all. */
  exhaustedAfterMs: z.int(),
  serverTime: instant,
});
export type PolicyPreview = z.infer<typeof policyPreview>;
