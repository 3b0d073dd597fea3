// Access tokens: ES256, ten minutes, bound to a session; and the one way to believe one.
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { Refusal, refuse } from '../../shared/errors.ts';
import { id, newId } from '../../shared/ids.ts';
import { type Instant, minute, second } from '../../shared/time.ts';

const lifetimeMs = 10 * minute;
const lifetimeSeconds = lifetimeMs / second;
/** What the officer is told: a token counts in whole seconds and may end up to one earlier. */
export const promisedAccessMs = lifetimeMs - second;
const issuer = 'parley';
const audience = 'parley';
const longestToken = 4_096;
/** How far the clock of another node may run ahead. */
const skewSeconds = 60;

export interface SigningKey {
  id: string;
  organisationId: string;
  privateKey: KeyObject;
}
export interface VerificationKey {
  organisationId: string;
  publicKey: KeyObject;
}
export interface KeyRing {
  /** The key of this organisation, made when it has none yet. */
  signingKey(organisationId: string): Promise<SigningKey>;
  verificationKey(keyId: string): Promise<VerificationKey | undefined>;
}

/** What a valid token says. What the officer may do is not in it: every command reads that from the record. */
export interface AccessClaims {
  sessionId: string;
  officerId: string;
  organisationId: string;
  expiresAt: Instant;
}

/** Strict: a header that names a key in any other way (`jku`, `jwk`, `x5u`), or demands something (`crit`), is refused. */
const headerSchema = z.strictObject({ alg: z.literal('ES256'), typ: z.literal('JWT'), kid: id });
const claimsSchema = z.strictObject({
  iss: z.literal(issuer),
  aud: z.literal(audience),
  sub: id,
  sid: id,
  org: id,
  jti: id,
  iat: z.int().positive(),
  exp: z.int().positive(),
});

/** Signs for an officer of the key's organisation. The times are those of this node's clock. */
export function signAccessToken(key: SigningKey, officer: { officerId: string; sessionId: string }): string {
  return jwt.sign({ sid: officer.sessionId, org: key.organisationId }, key.privateKey, {
    algorithm: 'ES256',
    keyid: key.id,
    issuer,
    audience,
    subject: officer.officerId,
    jwtid: newId(),
    expiresIn: lifetimeSeconds,
  });
}

/** Everything that can be told from the token and the key alone. Refuses with `token_invalid`. */
export async function readAccessToken(keys: KeyRing, token: string): Promise<AccessClaims> {
  if (token.length > longestToken) return refuse('token_invalid');
  const key = await keys.verificationKey(keyIdOf(token));
  if (!key) return refuse('token_invalid');
  const { sub, sid, org, iat, exp } = claimsOf(token, key.publicKey);
  const now = Date.now() / second;
  // The key of one side must never make an officer of the other.
  if (org !== key.organisationId) return refuse('token_invalid');
  if (exp - iat > lifetimeSeconds || iat > now + skewSeconds) return refuse('token_invalid');
  const expiresAt = new Date(exp * second).toISOString();
  return { sessionId: sid, officerId: sub, organisationId: org, expiresAt };
}

/** Runs what a library or a schema may throw at; a stranger's token is never an error of ours. */
function believe<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Refusal('token_invalid', {}, { cause });
  }
}

function keyIdOf(token: string): string {
  return believe(() => headerSchema.parse(jwt.decode(token, { complete: true })?.header).kid);
}

function claimsOf(token: string, publicKey: KeyObject): z.infer<typeof claimsSchema> {
  return believe(() =>
    claimsSchema.parse(
      jwt.verify(token, publicKey, { algorithms: ['ES256'], issuer, audience, maxAge: lifetimeSeconds }),
    ),
  );
}
