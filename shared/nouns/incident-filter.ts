/** What cases are looked for by: every field of a case, its alerts, and how its closure stands. */
import { z } from 'zod';
import { capStatus, severity } from '../cap.ts';
import { id } from '../ids.ts';
import { lineText } from '../text.ts';
import { givenInstant } from '../time.ts';
import { categoryCode } from './category.ts';
import { incidentStatus, place, subjects } from './incident.ts';

/** `unanswered`: some end still owes the answer, whether or not all its steps were called. */
export const alertCondition = z.enum([
  'none',
  'any',
  'unanswered',
  'unanswered_by_us',
  'exhausted',
  'answered',
  'withdrawn',
]);

/** Of a resolved case: who still has to agree to close it. Of a closed one: whether every end had agreed. */
export const closureCondition = z.enum(['nobody_agreed', 'waits_for_us', 'waits_for_them', 'joint', 'alone']);

/** Around a point (WGS 84); cases without coordinates are in no surroundings. */
export const near = z.strictObject({
  latitude: place.shape.latitude.unwrap().unwrap(),
  longitude: place.shape.longitude.unwrap().unwrap(),
  withinKm: z.number().min(0.1).max(500).default(5),
});

/** Conditions of which each that is given must hold. Parts of a text fit in any case, with or without accents. */
export const incidentConditions = z.strictObject({
  lineId: id.optional(),
  /** Part of the reference of the agreement that the line rests on. */
  agreement: lineText.optional(),
  /** The number of a case, or how it begins. */
  number: lineText.optional(),
  status: z.array(incidentStatus).min(1).max(incidentStatus.options.length).optional(),
  category: categoryCode.optional(),
  severity: severity.optional(),
  capStatus: capStatus.optional(),
  /** When it was opened: from this instant on, and before that. The other pairs are meant alike. */
  openedFrom: givenInstant.optional(),
  openedBefore: givenInstant.optional(),
  /** When it happened. */
  occurredFrom: givenInstant.optional(),
  occurredBefore: givenInstant.optional(),
  closedFrom: givenInstant.optional(),
  closedBefore: givenInstant.optional(),
  /** The end by which it was opened. */
  openedByEndId: id.optional(),
  /** The boundary marker by its whole number: 741 finds 741 and 741/2, not 7412. */
  marker: lineText.optional(),
  /** Part of the words on the place, its marker among them. */
  place: lineText.optional(),
  near: near.optional(),
  subjectsAtLeast: subjects.optional(),
  subjectsAtMost: subjects.optional(),
  /** Whether the subjects have been counted. */
  counted: z.boolean().optional(),
  /** Part of the outcome. */
  outcome: lineText.optional(),
  alerts: alertCondition.optional(),
  closure: closureCondition.optional(),
});

export const incidentFilter = incidentConditions.extend({
  /** Part of the title. */
  text: lineText.optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(50),
});
