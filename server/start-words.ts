// Says to the person at the terminal what the server does: where it is, who may sign in, why it did not start.
import { type Config, localAddress } from './platform/config.ts';

/** One account of the demo world, as it is printed. */
export interface SignIn {
  username: string;
  password: string;
  what: string;
}

/** The address to print: the public one, unless it was made up from a port that the system chose in the end. */
export function addressOf({ publicUrl, host, port }: Config, boundPort: number): string {
  return publicUrl === localAddress(host, port) ? localAddress(host, boundPort) : publicUrl;
}

/** The demo sign-ins as a table, a line each. */
export function signInTable(signIns: readonly SignIn[]): string {
  const rows = [{ username: 'USER', password: 'PASSWORD', what: 'WHO' }, ...signIns];
  const widest = (pick: (row: SignIn) => string) => Math.max(...rows.map((row) => pick(row).length));
  const [userWidth, passwordWidth] = [widest((row) => row.username), widest((row) => row.password)];
  const line = ({ username, password, what }: SignIn) =>
    `  ${username.padEnd(userWidth)}  ${password.padEnd(passwordWidth)}  ${what}`.trimEnd();
  return rows.map(line).join('\n');
}

/** Why the server did not start, in a sentence or two without a stack or a password. */
export function failureInWords(error: unknown, config: Config): string {
  const { code, message, syscall, hostname } = describe(error);
  const isOfDatabase = config.databaseUrl !== null && hostname !== config.host && syscall !== 'listen';
  if (isOfDatabase && (unreachable.has(code) || syscall === 'connect' || isTimeout.test(message))) {
    return `The database of DATABASE_URL cannot be reached (${code || message}). Check the address and that Postgres runs there.`;
  }
  if (code === 'EADDRINUSE') {
    return `Port ${config.port} on ${config.host} is already in use. Stop the program that uses it, or set PORT to another number.`;
  }
  if (code === 'EADDRNOTAVAIL' || (syscall === 'getaddrinfo' && hostname === config.host)) {
    return `This machine has no address ${config.host}. Set HOST to one of its addresses.`;
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return `Port ${config.port} on ${config.host} may not be used by this account. Set PORT to a number above 1023.`;
  }
  if (refusedByDatabase.has(code)) {
    return `The database of DATABASE_URL refuses the connection: ${message}.`;
  }
  return `Parley could not start: ${message}`;
}

const unreachable: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ENOENT'],
]);
/** A server that takes the connection and says nothing has no code. */
const isTimeout = /connection timeout|timeout expired/;
const refusedByDatabase: ReadonlySet<string> = new Set(['28P01', '28000', '3D000']);

/** What is known of a failure; `syscall` and `hostname` are those of the system's own errors. */
interface Failure {
  code: string;
  message: string;
  syscall: string;
  hostname: string | null;
}

function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: '', message: String(error), syscall: '', hostname: null };
  const { code, syscall } = error as NodeJS.ErrnoException;
  // A host name with several addresses fails with one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  if (first !== undefined && syscall === undefined) return describe(first);
  const hostname = 'hostname' in error ? String(error.hostname) : null;
  return { code: code ?? '', message: error.message, syscall: syscall ?? '', hostname };
}
