/** Officers: accounts, each at one station with one role. */
import { z } from 'zod';
import { code, id } from '../ids.ts';
import { language, lineText } from '../text.ts';

export const role = z.enum(['duty_officer', 'commander', 'liaison', 'observer', 'admin']);
export type Role = z.infer<typeof role>;

/** Named by duty, `trucban.sonvi`; lower case, unique in the deployment. */
export const username = code;

/** At least 12 characters (NIST SP 800-63B: length over composition), at most 200. */
export const password = z.string().min(12).max(200);

export const officerSetInput = z.strictObject({
  username,
  stationCode: code,
  role,
  name: lineText,
  language,
  /** Set when the account is made; ignored for an account that exists. */
  password: password.optional(),
});
export const officerSetOutput = z.strictObject({ officerId: id, changed: z.boolean() });

export const officer = z.strictObject({
  id,
  username,
  stationId: id,
  stationCode: code,
  role,
  name: lineText,
  language,
  disabled: z.boolean(),
});
export type Officer = z.infer<typeof officer>;

/** Who wrote an entry, as he was when he wrote it; `endId` is the end he acted for on a shared channel. */
export const author = z.strictObject({
  officerId: id,
  name: z.string(),
  role,
  stationId: id,
  endId: id.nullable(),
});
export type Author = z.infer<typeof author>;
