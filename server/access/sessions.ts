// Sessions: signing in, renewing, signing out, and changing one's own password.
import type { OutputOf, ParsedInputOf } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { SessionTokens } from '../../shared/nouns/session.ts';
import { type Instant, plusMs } from '../../shared/time.ts';
import { databaseNow } from '../journal/commit.ts';
import type { Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import type { Limits } from './limits.ts';
import {
  countFailures,
  forgetOldFailures,
  forgiveAccount,
  forgiveAddressOnce,
  lockedForMs,
} from './lock-out-store.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import {
  digestOf,
  idleLifetimeMs,
  judgeRenewal,
  newRefreshSecret,
  parseRefreshToken,
  writeRefreshToken,
} from './renewal.ts';
import { endSessions, insertSession, lockForRenewal, rotateSession } from './session-store.ts';
import {
  type Account,
  findAccount,
  lockAccount,
  lockOfficerOfSession,
  officerOfSession,
  setPasswordHash,
} from './store.ts';
import { type KeyRing, promisedAccessMs, signAccessToken } from './tokens.ts';
import { createTurns } from './turns.ts';

export interface Caller {
  sessionId: string;
  officerId: string;
}

export interface SessionDeps {
  db: Database;
  keys: KeyRing;
  limits: Limits;
  logger: Logger;
  /** Called when sessions were ended here, so that their connections are cut without waiting for the next poll. */
  onEnded(): void;
}

export interface Sessions {
  open(input: ParsedInputOf<'session.open'>, address: string): Promise<SessionTokens>;
  renew(input: ParsedInputOf<'session.renew'>): Promise<SessionTokens>;
  close(caller: Caller): Promise<OutputOf<'session.close'>>;
  closeAll(caller: Caller): Promise<OutputOf<'session.close_all'>>;
  changePassword(
    caller: Caller,
    input: ParsedInputOf<'session.change_password'>,
    address: string,
  ): Promise<OutputOf<'session.change_password'>>;
}

export function createSessions({ db, keys, limits, logger, onEnded }: SessionDeps): Sessions {
  const inTurn = createTurns();
  const transaction = <T>(work: (trx: Sql) => Promise<T>) => db.transaction().execute(work);

  /**
   * The account if the password is right. One guess at a time for each account, so that parallel ones cannot slip
   * past the count. Unknown, disabled and wrong do the same work, leave the same rows and say the same.
   */
  function verify(
    username: string,
    password: string,
    address: string,
    wrong: () => never = () => refuse('sign_in_failed'),
  ): Promise<Account> {
    return inTurn(username, async () => {
      const forMs = await transaction((trx) => lockedForMs(trx, username, address));
      if (forMs > 0) {
        logger.warn({ username, address, forMs }, 'a sign-in was refused: locked out');
        return refuse('locked_out', { retryAfterMs: forMs });
      }
      const account = await findAccount(db, username);
      if ((await verifyPassword(password, account?.passwordHash ?? null)) && account) return account;
      await transaction((trx) => countFailures(trx, username, address));
      return wrong();
    });
  }

  async function tokens(
    session: { sessionId: string; officerId: string; organisationId: string },
    secret: string,
    now: Instant,
  ): Promise<SessionTokens> {
    const key = await keys.signingKey(session.organisationId);
    return {
      sessionId: session.sessionId,
      accessToken: signAccessToken(key, session),
      accessExpiresAt: plusMs(now, promisedAccessMs),
      refreshToken: writeRefreshToken({ sessionId: session.sessionId, secret }),
      refreshExpiresAt: plusMs(now, idleLifetimeMs),
      serverTime: now,
    };
  }

  return {
    async open({ username, password, device }, address) {
      await limits.takeGuess(username);
      const verified = await verify(username, password, address);
      const sessionId = newId();
      const secret = newRefreshSecret();
      const { account, now } = await transaction(async (trx) => {
        const still = (await lockAccount(trx, verified, 'toRead')) ?? refuse('sign_in_failed');
        const at = await databaseNow(trx);
        await forgiveAccount(trx, username);
        await forgiveAddressOnce(trx, address);
        await forgetOldFailures(trx, at);
        await insertSession(trx, {
          id: sessionId,
          officerId: still.officerId,
          device,
          address,
          refreshHash: digestOf(secret),
          now: at,
          refreshExpiresAt: plusMs(at, idleLifetimeMs),
        });
        return { account: still, now: at };
      });
      return tokens({ ...account, sessionId }, secret, now);
    },

    async renew({ refreshToken }) {
      const presented = parseRefreshToken(refreshToken) ?? refuse('session_ended');
      const digest = digestOf(presented.secret);
      const secret = newRefreshSecret();
      const { session, verdict, now } = await transaction(async (trx) => {
        const found = (await lockForRenewal(trx, presented.sessionId)) ?? refuse('session_ended');
        const at = await databaseNow(trx);
        const judged = judgeRenewal(found, digest, at);
        if (judged === 'reused') await endSessions(trx, { sessionId: found.sessionId }, 'reused');
        if (judged === 'renewed') {
          await rotateSession(trx, found.sessionId, {
            refreshHash: digestOf(secret),
            previousHash: digest,
            now: at,
            refreshExpiresAt: plusMs(at, idleLifetimeMs),
          });
        }
        return { session: found, verdict: judged, now: at };
      });
      if (verdict === 'reused') {
        const { sessionId, officerId } = session;
        logger.warn({ sessionId, officerId }, 'a used refresh token came back; its session was ended');
        onEnded();
      }
      return verdict === 'renewed' ? tokens(session, secret, now) : refuse('session_ended');
    },

    async close({ sessionId }) {
      await transaction((trx) => endSessions(trx, { sessionId }, 'signed_out'));
      onEnded();
      return {};
    },

    async closeAll({ sessionId }) {
      await transaction(async (trx) => {
        const { officerId } = (await officerOfSession(trx, sessionId)) ?? refuse('session_ended');
        await endSessions(trx, { officerId }, 'signed_out');
      });
      onEnded();
      return {};
    },

    async changePassword({ sessionId }, { current, next }, address) {
      const { username } = (await officerOfSession(db, sessionId)) ?? refuse('session_ended');
      await limits.takeGuess(username);
      // A stolen access token must not become a way to guess: the same count as at the door.
      const wrong = () => refuse('password_wrong', { field: 'current' });
      const account = await verify(username, current, address, wrong);
      const passwordHash = await hashPassword(next);
      await transaction(async (trx) => {
        // A password set by an admin in between wins.
        const { officerId } = (await lockAccount(trx, account, 'toChange')) ?? wrong();
        if (!(await lockOfficerOfSession(trx, sessionId))) refuse('session_ended');
        await setPasswordHash(trx, officerId, passwordHash);
        await endSessions(trx, { officerId, exceptSessionId: sessionId }, 'signed_out');
      });
      onEnded();
      return {};
    },
  };
}
