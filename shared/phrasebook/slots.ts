/** The kinds of slots of coded phrases: what may stand in each. The values are the authoritative record. */
import { z } from 'zod';
import { lineText } from '../text.ts';
import { durationMs, givenInstant } from '../time.ts';

export const personCategory = z.enum([
  'adults',
  'women',
  'children',
  'armed_persons',
  'fishers',
  'herders',
  'workers',
  'unknown',
]);
export type PersonCategory = z.infer<typeof personCategory>;

export const vehicle = z.enum(['boat', 'motorcycle', 'bicycle', 'car', 'truck', 'tractor', 'cart']);
export type Vehicle = z.infer<typeof vehicle>;

/** How persons move: in a vehicle, on foot, or nobody saw. */
export const means = z.enum([...vehicle.options, 'on_foot', 'unknown']);
export type Means = z.infer<typeof means>;

/** “We” is the side that sends the phrase, “you” the side opposite. */
export const direction = z.enum([
  'north',
  'north_east',
  'east',
  'south_east',
  'south',
  'south_west',
  'west',
  'north_west',
  'toward_you',
  'toward_us',
  'along_line',
]);
export type Direction = z.infer<typeof direction>;

export const reasonCode = z.enum([
  'weather',
  'darkness',
  'danger',
  'road_impassable',
  'no_forces',
  'no_vehicle',
  'no_interpreter',
  'outside_authority',
  'awaiting_decision',
  'check_not_finished',
  'communications_fault',
  'repair',
  'accident',
  'flood',
  'epidemic_control',
  'holiday',
  'other',
]);
export type ReasonCode = z.infer<typeof reasonCode>;

/** A coded reason; its text stays in the language it was written in. `other` says nothing without one. */
export const reason = z
  .strictObject({ code: reasonCode, text: lineText.optional() })
  .refine(({ code, text }) => code !== 'other' || text !== undefined, {
    message: 'needs a text',
    path: ['text'],
  });
export type Reason = z.infer<typeof reason>;

/** The number of an entry of the same channel, or the number of an incident: `THUONG-PHUOC-2026-0007`. */
export const reference = z.union([
  z.int32().positive(),
  z
    .string()
    .max(60)
    .regex(/^[A-Z0-9]+(?:[-.][A-Z0-9]+)*-\d{4}-\d{4,}$/, 'the number of an incident'),
]);
export type Reference = z.infer<typeof reference>;

export const slotSchemas = {
  place: lineText,
  /** Numbers of boundary markers are written `257`, `257/3`, `1116(2)`. */
  marker: lineText.refine((text) => text.length <= 40, 'at most 40 characters'),
  /** With its offset: `2026-11-21T14:00:00+07:00`. */
  time: givenInstant,
  count: z.int().min(0).max(100_000),
  personCategory,
  vehicle,
  means,
  direction,
  /** In milliseconds. */
  duration: durationMs,
  /** `other` needs a text. */
  reason,
  /** The number of an entry of the same channel, or of an incident. */
  reference,
} as const;

export type SlotKind = keyof typeof slotSchemas;
export type ValueOf<K extends SlotKind> = z.infer<(typeof slotSchemas)[K]>;
/** Any value that a slot of any phrase may hold. */
export const slotValue = z.union([z.string(), z.number(), reason]);
export type SlotValue = z.infer<typeof slotValue>;
export type SlotValues = Readonly<Record<string, SlotValue>>;

/** What each slot holds; a name means the same in every phrase. */
export const slotKinds = {
  place: 'place',
  marker: 'marker',
  markerFrom: 'marker',
  markerTo: 'marker',
  at: 'time',
  from: 'time',
  until: 'time',
  count: 'count',
  persons: 'personCategory',
  vehicle: 'vehicle',
  means: 'means',
  direction: 'direction',
  duration: 'duration',
  reason: 'reason',
  reference: 'reference',
} as const satisfies Record<string, SlotKind>;
export type SlotName = keyof typeof slotKinds;
