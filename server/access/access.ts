// Access as the rest of the server sees it: the session procedures, and who stands behind a token.
import type { OutputOf, ParsedInputOf, SessionName } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { Instant } from '../../shared/time.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { createKeyRing } from './key-store.ts';
import type { Limits } from './limits.ts';
import type { Seat } from './seat-store.ts';
import { type Caller, createSessions } from './sessions.ts';
import { officerOfSession } from './store.ts';
import { type AccessClaims, readAccessToken } from './tokens.ts';

export type { Caller };

export interface CallContext {
  address: string;
  /** Null when nobody is signed in. */
  caller: Caller | null;
}
export type Procedure<N extends SessionName> = (
  input: ParsedInputOf<N>,
  context: CallContext,
) => Promise<OutputOf<N>>;
export type Procedures<N extends SessionName> = { [M in N]: Procedure<M> };

export interface AccessDeps {
  db: Database;
  limits: Limits;
  logger: Logger;
  /** Called when sessions were ended here; as a rule `revocations.checkNow`. */
  onSessionsEnded?: () => void;
}

export interface Access {
  procedures: Procedures<Extract<SessionName, `session.${string}`>>;
  /** Whose live session the token speaks for. Refuses with `token_invalid` or `session_ended`. */
  verifyAccessToken(token: string): Promise<AccessClaims>;
  /** The same with what decides what a connection may hear, read afresh. */
  seat(token: string): Promise<Seat & { expiresAt: Instant }>;
}

const rememberedSessions = 10_000;

export function createAccess({ db, limits, logger, onSessionsEnded }: AccessDeps): Access {
  const keys = createKeyRing(db);
  const sessions = createSessions({
    db,
    keys,
    limits,
    logger,
    onEnded: onSessionsEnded ?? (() => undefined),
  });
  /** Whose a session is never changes. That it has ended is not remembered here: every command finds that out. */
  const owners = new Map<string, string>();
  const ownerOf = ({ officerId, organisationId }: { officerId: string; organisationId: string }) =>
    `${officerId} ${organisationId}`;

  /** A key signs for one organisation; this keeps it from signing for a session of another one's officer. */
  async function assertOwner(claims: AccessClaims): Promise<void> {
    const known = owners.get(claims.sessionId);
    if (known === ownerOf(claims)) return;
    const officer = (await officerOfSession(db, claims.sessionId)) ?? refuse('session_ended');
    if (ownerOf(officer) !== ownerOf(claims)) refuse('token_invalid');
    const [oldest] = owners.keys();
    if (oldest !== undefined && owners.size >= rememberedSessions) owners.delete(oldest);
    owners.set(claims.sessionId, ownerOf(officer));
  }

  async function verifyAccessToken(token: string): Promise<AccessClaims> {
    const claims = await readAccessToken(keys, token);
    await assertOwner(claims);
    return claims;
  }

  const signedIn = ({ caller }: CallContext): Caller => caller ?? refuse('unauthenticated');

  return {
    verifyAccessToken,
    async seat(token) {
      const { sessionId, expiresAt } = await verifyAccessToken(token);
      const officer = (await officerOfSession(db, sessionId)) ?? refuse('session_ended');
      const { officerId, stationId, organisationId, epoch } = officer;
      return { sessionId, officerId, stationId, organisationId, epoch, expiresAt };
    },
    procedures: {
      'session.open': (input, { address }) => sessions.open(input, address),
      'session.renew': (input) => sessions.renew(input),
      'session.close': (_input, context) => sessions.close(signedIn(context)),
      'session.close_all': (_input, context) => sessions.closeAll(signedIn(context)),
      'session.change_password': (input, context) =>
        sessions.changePassword(signedIn(context), input, context.address),
    },
  };
}
