/** Organisations: one country's border force. */
import { z } from 'zod';
import { code, id } from '../ids.ts';
import { language, localText } from '../text.ts';

/** The deployment has one `domestic` organisation and one or more `counterpart` ones. */
export const organisationKind = z.enum(['domestic', 'counterpart']);

/** An IANA zone the platform knows, for example `Asia/Ho_Chi_Minh`. */
export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => {
    // JavaScript takes `+07:00` too, and Postgres reads it the other way round.
    if (!/^[A-Z]/i.test(zone)) return false;
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'must be an IANA time zone');

export const organisationFields = z.strictObject({
  code,
  name: localText,
  kind: organisationKind,
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  language,
  timeZone,
});

export const organisation = organisationFields.extend({ id, channelId: id });
export type Organisation = z.infer<typeof organisation>;

export const organisationSetInput = organisationFields;
export const organisationSetOutput = z.strictObject({ organisationId: id, changed: z.boolean() });
