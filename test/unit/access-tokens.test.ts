// Forged access tokens: none is believed.
import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { describe, expect, test } from 'vitest';
import { type KeyRing, readAccessToken, signAccessToken } from '../../server/access/tokens.ts';
import { newId } from '../../shared/ids.ts';

interface Side {
  organisationId: string;
  keyId: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

function newSide(): Side {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { organisationId: newId(), keyId: newId(), ...pair };
}

const [home, opposite, stranger] = [newSide(), newSide(), newSide()];
const known = new Map([home, opposite].map((side) => [side.keyId, side]));
const keys: KeyRing = {
  signingKey: () => Promise.reject(new Error('nothing is signed here')),
  verificationKey: async (keyId) => known.get(keyId),
};

const now = () => Math.floor(Date.now() / 1_000);
const [officerId, sessionId] = [newId(), newId()];

type Claims = Record<string, unknown>;
const claims = (changes: Claims = {}): Claims => {
  // Asked for once: two looks may fall into two seconds.
  const iat = now();
  return {
    iss: 'parley',
    aud: 'parley',
    sub: officerId,
    sid: sessionId,
    org: home.organisationId,
    jti: newId(),
    iat,
    exp: iat + 600,
    ...changes,
  };
};
const without = (name: string): Claims =>
  Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name));

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs whatever it is given, properly, by hand: no library stands in the way of a forger. */
function forge(payload: Claims, header: Claims = {}, key = home.privateKey): string {
  const head = { alg: 'ES256', typ: 'JWT', kid: home.keyId, ...header };
  const signed = `${encode(head)}.${encode(payload)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

function hmac(alg: string, digest: string, secret: string | Buffer, header: Claims = {}): string {
  const signed = `${encode({ alg, typ: 'JWT', kid: home.keyId, ...header })}.${encode(claims())}`;
  return `${signed}.${createHmac(digest, secret).update(signed).digest('base64url')}`;
}

const publicPem = home.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerJwk = stranger.publicKey.export({ format: 'jwk' });

function tampered(): string {
  const [head, , signature] = forge(claims()).split('.');
  return `${head}.${encode(claims({ sub: newId() }))}.${signature}`;
}

const forgeries: Record<string, () => string> = {
  'with the algorithm none and no signature': () =>
    `${encode({ alg: 'none', typ: 'JWT', kid: home.keyId })}.${encode(claims())}.`,
  'with the algorithm None and a signature': () => forge(claims(), { alg: 'None' }),
  'signed by HS256 with the public key': () => hmac('HS256', 'sha256', publicPem),
  'signed by HS256 with the public key in DER': () =>
    hmac('HS256', 'sha256', home.publicKey.export({ type: 'spki', format: 'der' })),
  'signed by HS512 with an empty secret': () => hmac('HS512', 'sha512', ''),
  'signed by RS256': () => jwt.sign(claims(), rsa.privateKey, { algorithm: 'RS256', keyid: home.keyId }),
  'signed by the other side with these claims': () =>
    forge(claims(), { kid: opposite.keyId }, opposite.privateKey),
  'signed by the other side under this key id': () => forge(claims(), {}, opposite.privateKey),
  'signed by a stranger': () => forge(claims(), { kid: stranger.keyId }, stranger.privateKey),
  'signed by a stranger with his key in the header': () =>
    forge(claims(), { jwk: strangerJwk }, stranger.privateKey),
  'with a key to be fetched': () => forge(claims(), { jku: 'http://127.0.0.1/keys' }),
  'with a demand that nobody understands': () => forge(claims(), { crit: ['exp'] }),
  'without a key id': () => forge(claims(), { kid: undefined }),
  'with a key id that is a path': () => forge(claims(), { kid: '../../../dev/null' }),
  'with a key id that is SQL': () => forge(claims(), { kid: `${home.keyId}' or '1'='1` }),
  'with a key id of an inherited name': () => forge(claims(), { kid: '__proto__' }),
  'with a list of key ids': () => forge(claims(), { kid: [home.keyId] }),
  'of another type': () => forge(claims(), { typ: 'at+jwt' }),
  'without an expiry': () => forge(without('exp')),
  'without a session': () => forge(without('sid')),
  'without an officer': () => forge(without('sub')),
  'without an id': () => forge(without('jti')),
  'without a time of issue': () => forge(without('iat')),
  'without an organisation': () => forge(without('org')),
  'of another organisation': () => forge(claims({ org: opposite.organisationId })),
  'for another audience': () => forge(claims({ aud: 'elsewhere' })),
  'for several audiences': () => forge(claims({ aud: ['parley', 'elsewhere'] })),
  'of another issuer': () => forge(claims({ iss: 'elsewhere' })),
  'that has expired': () => forge(claims({ iat: now() - 601, exp: now() - 1 })),
  'that lives longer than ten minutes': () => forge(claims({ iat: now(), exp: now() + 601 })),
  'from the future': () => forge(claims({ iat: now() + 3_600, exp: now() + 4_200 })),
  'with an expiry in words': () => forge(claims({ exp: String(now() + 600) })),
  'not valid yet': () => forge(claims({ nbf: now() + 60 })),
  'with a claim too many': () => forge(claims({ role: 'admin' })),
  'whose officer is no id': () => forge(claims({ sub: 'admin' })),
  'with changed claims': tampered,
  'without its signature': () => forge(claims()).replace(/\.[^.]*$/, '.'),
  'with an empty signature of zeros': () =>
    forge(claims()).replace(/[^.]*$/, Buffer.alloc(64).toString('base64url')),
  'with a fourth part': () => `${forge(claims())}.x`,
  'that is empty': () => '',
  'that is noise': () => randomBytes(96).toString('base64url'),
  'that is far too long': () => forge(claims({ jti: 'x'.repeat(100_000) })),
};

describe('an access token', () => {
  test('is believed when this server has signed it', async () => {
    const key = { id: home.keyId, organisationId: home.organisationId, privateKey: home.privateKey };
    const before = Date.now();
    const read = await readAccessToken(keys, signAccessToken(key, { officerId, sessionId }));
    expect(read).toMatchObject({ officerId, sessionId, organisationId: home.organisationId });
    const endsAt = Date.parse(read.expiresAt);
    expect(endsAt).toBeGreaterThan(before + 590_000);
    expect(endsAt).toBeLessThanOrEqual(Date.now() + 600_000);
  });

  test('signed by hand with the same claims is believed too, so that the forgeries fail for their own reason', async () => {
    await expect(readAccessToken(keys, forge(claims()))).resolves.toMatchObject({ officerId });
  });

  test.each(Object.entries(forgeries))('%s is refused', async (_name, make) => {
    await expect(readAccessToken(keys, make())).rejects.toMatchObject({ code: 'token_invalid', details: {} });
  });

  test('of one side never names an officer of the other, whatever it claims', async () => {
    for (const org of [
      home.organisationId,
      stranger.organisationId,
      newId(),
      '',
      null,
      [opposite.organisationId],
    ]) {
      const token = forge(claims({ org }), { kid: opposite.keyId }, opposite.privateKey);
      await expect(readAccessToken(keys, token)).rejects.toMatchObject({ code: 'token_invalid' });
    }
  });

  test('is neither believed nor blamed while its key cannot be read', async () => {
    const away: KeyRing = { ...keys, verificationKey: () => Promise.reject(new Error('the record is away')) };
    await expect(readAccessToken(away, forge(claims()))).rejects.toThrow('the record is away');
  });
});
