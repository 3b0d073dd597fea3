// Signing keys as rows, one an organisation, and the ring that keeps them in memory.
import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { newId } from '../../shared/ids.ts';
import { second } from '../../shared/time.ts';
import { databaseNow } from '../journal/commit.ts';
import type { Database } from '../platform/database.ts';
import type { KeyRing, SigningKey, VerificationKey } from './tokens.ts';

const generate = promisify(generateKeyPair);
/** An unknown key id may be a new organisation's; strangers who make them up cost one query in this time, and wait. */
const rereadAfterMs = second;

async function findSigningKey(db: Database, organisationId: string): Promise<SigningKey | undefined> {
  const row = await db
    .selectFrom('signing_keys')
    .select(['id', 'private_key'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row && { id: row.id, organisationId, privateKey: createPrivateKey(row.private_key) };
}

/** Of two nodes that make one at once the first is kept, and both read that. */
async function makeSigningKey(db: Database, organisationId: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generate('ec', { namedCurve: 'P-256' });
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('signing_keys')
      .values({
        id: newId(),
        organisation_id: organisationId,
        public_key: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        created_at: await databaseNow(trx),
      })
      .onConflict((conflict) => conflict.column('organisation_id').doNothing())
      .execute();
  });
  const key = await findSigningKey(db, organisationId);
  if (!key) throw new Error('the signing key of an organisation has vanished');
  return key;
}

async function readVerificationKeys(db: Database): Promise<Map<string, VerificationKey>> {
  const rows = await db.selectFrom('signing_keys').select(['id', 'organisation_id', 'public_key']).execute();
  return new Map(
    rows.map(({ id, organisation_id, public_key }) => [
      id,
      { organisationId: organisation_id, publicKey: createPublicKey(public_key) },
    ]),
  );
}

export function createKeyRing(db: Database): KeyRing {
  const signing = new Map<string, SigningKey>();
  let verification = new Map<string, VerificationKey>();
  let reading: Promise<void> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;

  function reread(): Promise<void> {
    const startedAt = performance.now();
    reading ??= readVerificationKeys(db)
      .then((keys) => {
        verification = keys;
        readAt = startedAt;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  return {
    async signingKey(organisationId) {
      const known = signing.get(organisationId) ?? (await findSigningKey(db, organisationId));
      const key = known ?? (await makeSigningKey(db, organisationId));
      signing.set(organisationId, key);
      if (!verification.has(key.id)) {
        verification.set(key.id, { organisationId, publicKey: createPublicKey(key.privateKey) });
      }
      return key;
    },
    async verificationKey(keyId) {
      const askedAt = performance.now();
      // Only a reading that began after the question may say that there is no such key.
      while (!verification.has(keyId) && readAt < askedAt) {
        await pause(Math.max(0, readAt + rereadAfterMs - performance.now()));
        await reread();
      }
      return verification.get(keyId);
    },
  };
}
