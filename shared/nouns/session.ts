/** Signing in: sessions, tokens, and who one is. */
import { z } from 'zod';
import { id } from '../ids.ts';
import { lineText, localText } from '../text.ts';
import { instant } from '../time.ts';
import { officer, officerSetInput, password, username } from './officer.ts';
import { organisation, organisationSetInput } from './organisation.ts';
import { station } from './station.ts';

const secret = z.string().min(1).max(4_096);

export const sessionOpenInput = z.strictObject({
  username,
  password: z.string().min(1).max(200),
  /** What the officer's own side reads as the device: `Chrome on Windows`, `parley CLI`. */
  device: lineText.default('unnamed device'),
});

export const sessionTokens = z.strictObject({
  sessionId: id,
  /** ES256 JWT, at most ten minutes. */
  accessToken: z.string(),
  accessExpiresAt: instant,
  /** Good for one renewal; the renewal brings the next one. */
  refreshToken: z.string(),
  refreshExpiresAt: instant,
  serverTime: instant,
});
export type SessionTokens = z.infer<typeof sessionTokens>;

export const sessionRenewInput = z.strictObject({ refreshToken: secret });
export const sessionChangePasswordInput = z.strictObject({
  current: z.string().min(1).max(200),
  next: password,
});

/** Who the caller is and what he can reach: what a client needs to draw its first screen. */
export const me = z.strictObject({
  sessionId: id,
  officer,
  station,
  organisation,
  /** Ends of lines he belongs to. */
  ends: z.array(z.strictObject({ lineId: id, endId: id })),
  serverTime: instant,
});
export type Me = z.infer<typeof me>;

export const setUpStatus = z.strictObject({ needed: z.boolean() });
export const setUpCreateAdminInput = z.strictObject({
  /** The one-time code printed by the server on an empty record. */
  code: z.string().min(1).max(64),
  organisation: organisationSetInput,
  /** The station at the top of the organisation. */
  station: z.strictObject({ code: username, name: localText }),
  admin: officerSetInput.pick({ username: true, name: true, language: true }).extend({ password }),
});
