// Passwords: argon2id as PHC strings, verified in constant time, and only a few at once.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refuse } from '../../shared/errors.ts';

/** OWASP's choice for argon2id: 19 MiB, two passes, one lane. About 50 ms of one core. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const tagLength = 32;

/** More at once would take the memory and the threads that the hotline needs; a longer line is an attack. */
const atOnce = 2;
const longestLine = 64;

const derive = promisify(argon2);
const line: (() => void)[] = [];
let running = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running += 1;
  else if (line.length >= longestLine) return refuse('busy');
  // Whoever finishes hands his place to the next one, so `running` stays as it is.
  else await new Promise<void>((resolve) => line.push(resolve));
  try {
    return await work();
  } finally {
    const next = line.shift();
    if (next) next();
    else running -= 1;
  }
}

interface Hash {
  memory: number;
  passes: number;
  parallelism: number;
  salt: Buffer;
  tag: Buffer;
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

function toPhc({ memory, passes, parallelism, salt, tag }: Hash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

const phc =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{22,})$/;

function fromPhc(text: string): Hash | undefined {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(text) ?? [];
  if (!memory || !passes || !parallelism || !salt || !tag) return undefined;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** NFKC: the same Vietnamese word comes composed from one keyboard and decomposed from another. */
function tagOf(password: string, { salt, tag, ...parameters }: Hash): Promise<Buffer> {
  const message = password.normalize('NFKC');
  return derive('argon2id', { ...parameters, message, nonce: salt, tagLength: tag.length });
}

/** The PHC string to store. Refuses with `busy` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  const empty = { ...cost, salt: randomBytes(saltBytes), tag: Buffer.alloc(tagLength) };
  return inTurn(async () => toPhc({ ...empty, tag: await tagOf(password, empty) }));
}

/** What nobody's password hashes to: an unknown account costs the same work as a wrong password. */
const nobody: Hash = { ...cost, salt: randomBytes(saltBytes), tag: randomBytes(tagLength) };

/** Whether the password fits the stored PHC string; null stands for an account that cannot sign in. */
export function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const known = stored === null ? undefined : fromPhc(stored);
  const hash = known ?? nobody;
  return inTurn(async () => timingSafeEqual(await tagOf(password, hash), hash.tag) && known !== undefined);
}
