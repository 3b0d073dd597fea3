/** The profile of a person at this device: which server, and the session, in a file that only he can read. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type HeldSession, isHeldSession } from '../sdk/held-session.ts';
import { jsonFile } from '../sdk/json-file.ts';
import type { TokenStore } from '../sdk/token-store.ts';
import { UsageError } from './failure.ts';

export interface Profile {
  name: string;
  /** The server this profile signed in to last; null before the first time. */
  url(): Promise<string | null>;
  /** The profile as a store of tokens; what it writes belongs to the server at `url`. */
  tokens(url: string): TokenStore;
  path: string;
}

interface Kept {
  url: string | null;
  session: HeldSession | null;
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'url' in value &&
    'session' in value &&
    (value.session === null || isHeldSession(value.session))
  );
}

/** `$XDG_CONFIG_HOME/parley/<name>.json`. */
export function openProfile(name: string, env: NodeJS.ProcessEnv = process.env): Profile {
  if (!/^[\w][\w.-]*$/.test(name))
    throw new UsageError('a profile is named by letters, digits, dots and dashes');
  const path = join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'parley', `${name}.json`);
  const file = jsonFile(path);
  const read = async (): Promise<Kept> => {
    const kept = await file.read().catch(() => undefined);
    if (kept === null) return { url: null, session: null };
    if (!isKept(kept)) throw new UsageError(`${path} is not a profile; remove it and sign in again`);
    return kept;
  };
  return {
    name,
    path,
    url: async () => (await read()).url,
    tokens: (url) => ({
      async read() {
        const kept = await read();
        return kept.url === url ? kept.session : null;
      },
      write: (session) => file.write({ url, session } satisfies Kept),
      exclusive: (work) => file.exclusive(work),
    }),
  };
}
