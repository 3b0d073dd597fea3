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
  const { code, message } = describe(error);
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${config.port} on ${config.host} is already in use. Stop the program that uses it, or set PORT to another number.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${config.host}. Set HOST to one of its addresses.`;
    case 'EACCES':
      return `Port ${config.port} on ${config.host} may not be used by this account. Set PORT to a number above 1023.`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    case 'ENOENT':
      return config.databaseUrl
        ? `The database of DATABASE_URL cannot be reached (${code}). Check the address and that Postgres runs there.`
        : `Parley could not start: ${message}`;
    case '28P01':
    case '28000':
    case '3D000':
      return `The database of DATABASE_URL refuses the connection: ${message}.`;
    default:
      return `Parley could not start: ${message}`;
  }
}

function describe(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const { code } = error as NodeJS.ErrnoException;
  // A host name with several addresses fails with one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  if (code === undefined && first !== undefined) return describe(first);
  return { code: String(code ?? ''), message: error.message };
}
