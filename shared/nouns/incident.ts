/** Incidents: a case on a line with its shared channel. */
import { z } from 'zod';
import { capStatus, severity } from '../cap.ts';
import { id } from '../ids.ts';
import { lineText, remark } from '../text.ts';
import { givenInstant, instant } from '../time.ts';
import { categoryCode } from './category.ts';
import { author } from './officer.ts';

export const incidentStatus = z.enum(['open', 'in_progress', 'resolved', 'closed']);
export type IncidentStatus = z.infer<typeof incidentStatus>;

/** Where: a boundary marker, coordinates (WGS 84 degrees), words, or several of them. */
export const place = z.strictObject({
  marker: lineText.nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  description: remark.nullable().default(null),
});
export type Place = z.infer<typeof place>;

const both = 'latitude and longitude go together';
/** As it is given: with both coordinates or none. Half a pair would be shown nowhere and found by nobody. */
export const givenPlace = place
  .refine(({ latitude, longitude }) => latitude === null || longitude !== null, {
    path: ['longitude'],
    message: both,
  })
  .refine(({ latitude, longitude }) => longitude === null || latitude !== null, {
    path: ['latitude'],
    message: both,
  });

export const subjects = z.int().min(0).max(100_000);

export const incident = z.strictObject({
  id,
  /** `THUONG-PHUOC-2026-0007`: line, year at the line's domestic end, running number. */
  number: z.string(),
  lineId: id,
  channelId: id,
  title: z.string(),
  category: categoryCode,
  severity,
  capStatus,
  status: incidentStatus,
  occurredAt: instant,
  place,
  /** How many persons the case concerns (đối tượng); null = not counted yet. */
  subjects: z.int().nullable(),
  outcome: z.string().nullable(),
  openedAt: instant,
  openedBy: author,
  /** Ends that agreed to close the resolved case; it closes when all have. */
  closureAgreedBy: z.array(id),
  closedAt: instant.nullable(),
  /** Whether it was closed without the agreement of every end. */
  closedAlone: z.boolean(),
});
export type Incident = z.infer<typeof incident>;

export const incidentOpenInput = z.strictObject({
  lineId: id,
  /** The end one acts for; needed only by officers who belong to several. */
  endId: id.optional(),
  title: lineText,
  category: categoryCode,
  severity,
  capStatus: capStatus.default('Actual'),
  /** When it happened; now when left out. */
  occurredAt: givenInstant.optional(),
  place: givenPlace.prefault({}),
  subjects: subjects.nullable().default(null),
});
export const incidentOpenOutput = z.strictObject({
  incidentId: id,
  number: z.string(),
  channelId: id,
  seq: z.int(),
});

export const incidentAmendInput = z.strictObject({
  incidentId: id,
  endId: id.optional(),
  changes: z
    .strictObject({
      title: lineText,
      category: categoryCode,
      severity,
      occurredAt: givenInstant,
      place: givenPlace,
      subjects: subjects.nullable(),
      outcome: remark.nullable(),
    })
    .partial()
    .refine((changes) => Object.keys(changes).length > 0, 'must change something'),
});

export const incidentChangeStatusInput = z.strictObject({
  incidentId: id,
  endId: id.optional(),
  /** `open` reopens. `closed` takes effect when every end has asked for it, or at once with `alone` by a commander. */
  to: incidentStatus,
  reason: remark,
  alone: z.boolean().default(false),
});
export const incidentChangeStatusOutput = z.strictObject({ seq: z.int(), status: incidentStatus });

export const incidentPage = z.strictObject({
  incidents: z.array(incident.extend({ lineCode: z.string(), waitingForMe: z.int(), lastEntryAt: instant })),
  nextCursor: z.string().nullable(),
});
