// Signs tokens with the real keys of a record, as whoever stole one of them could.
import jwt from 'jsonwebtoken';
import type { Database } from '../../server/platform/database.ts';
import { newId } from '../../shared/ids.ts';

export interface Claims {
  iss?: string | undefined;
  aud?: string | undefined;
  sub?: string | undefined;
  sid?: string | undefined;
  org?: string | undefined;
  jti?: string | undefined;
  iat?: number | undefined;
  exp?: number | undefined;
}

export interface Forger {
  /** What a genuine token says. */
  claimsOf(token: string): Claims;
  keyIdOf(token: string): string;
  /** Signed by the key of that id; `changes` take a claim away by undefined. */
  sign(keyId: string, claims: Claims, changes?: Claims & Record<string, unknown>): string;
}

/** In seconds, as tokens count. */
export const nowInSeconds = (): number => Math.floor(Date.now() / 1_000);

export async function openForger(db: Database): Promise<Forger> {
  const rows = await db.selectFrom('signing_keys').select(['id', 'private_key']).execute();
  const keys = new Map(rows.map(({ id, private_key }) => [id, private_key]));
  const parts = (token: string) => {
    const decoded = jwt.decode(token, { complete: true });
    if (!decoded || typeof decoded.payload === 'string') throw new Error('that is no token');
    return { header: decoded.header, payload: decoded.payload as Claims };
  };
  return {
    claimsOf: (token) => parts(token).payload,
    keyIdOf: (token) => parts(token).header.kid ?? '',
    sign(keyId, claims, changes = {}) {
      const all = Object.entries({ ...claims, jti: newId(), ...changes });
      const payload = Object.fromEntries(all.filter(([, value]) => value !== undefined));
      const key = keys.get(keyId);
      if (!key) throw new Error('there is no such key');
      return jwt.sign(payload, key, { algorithm: 'ES256', keyid: keyId });
    },
  };
}
