/** The values of the Common Alerting Protocol 1.2 (OASIS, 2010) that Parley uses as they are. */
import { z } from 'zod';

/** CAP `status`. Only `Actual` counts as real; the others are marked on every screen and never counted. */
export const capStatus = z.enum(['Actual', 'Exercise', 'System', 'Test', 'Draft']);
export type CapStatus = z.infer<typeof capStatus>;

/** CAP `urgency`: Immediate = now, Expected = within the hour, Future = later, Past = over. */
export const urgency = z.enum(['Immediate', 'Expected', 'Future', 'Past', 'Unknown']);
export type Urgency = z.infer<typeof urgency>;

export const severity = z.enum(['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']);
export type Severity = z.infer<typeof severity>;

export const certainty = z.enum(['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown']);
export type Certainty = z.infer<typeof certainty>;

/** CAP `category` of an incident category, so that an alert maps to CAP without loss. */
export const capCategory = z.enum(['Geo', 'Safety', 'Security', 'Health', 'Env', 'Transport', 'Other']);
export type CapCategory = z.infer<typeof capCategory>;
