/** The seat a command is given from: the profile's client, the way to print, and the end of both. */
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { contracts } from '../../shared/commands.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Me } from '../../shared/nouns/session.ts';
import { minute, second } from '../../shared/time.ts';
import { connect, type ParleyClient } from '../sdk/client.ts';
import type { Send } from '../sdk/send.ts';
import { Unreachable } from '../sdk/unreachable.ts';
import { exitCodes, Unanswered, UsageError } from './failure.ts';
import { openProfile } from './profile.ts';
import { jsonLine } from './terminal.ts';

export interface GlobalOptions {
  json?: boolean;
  profile: string;
}

export interface Printer {
  json: boolean;
  /** Prints the document with `--json`, and the words without. */
  show(document: unknown, words: () => string): void;
}

export interface Seat extends Printer {
  client: ParleyClient;
  /** As {@link sendFrom}. */
  send: Send;
  me(): Promise<Me>;
}

/** Where `npm run demo` and `npm start` serve unless told otherwise. */
const defaultUrl = 'http://127.0.0.1:8420';
/** Somebody is waiting at the terminal. */
const answerWithinMs = 10 * second;
/** A request without an answer may stand on the record: it is sent again with its key before that is told. */
const doneWithinMs = minute;
/** Below npm, or an older Node, one Ctrl-C arrives twice; one pressed again later is meant. */
const sameWishMs = 3 * second;

export function printerOf(command: Command): Printer {
  const json = command.optsWithGlobals<GlobalOptions>().json ?? false;
  return {
    json,
    show: (document, words) => console.log(json ? jsonLine(document) : words()),
  };
}

/** The client of the command's profile. `url`: of another server than the one the profile knows. */
export async function clientOf(
  command: Command,
  { url, live = false }: { url?: string | undefined; live?: boolean } = {},
) {
  const profile = openProfile(command.optsWithGlobals<GlobalOptions>().profile);
  const server = url ?? (await profile.url()) ?? process.env.PARLEY_URL ?? defaultUrl;
  if (!/^https?:$/.test(URL.parse(server)?.protocol ?? ''))
    throw new UsageError(`${server} is not an http address`);
  const client = connect({
    url: server,
    device: `parley on ${hostname()}`.slice(0, 80),
    tokenStore: profile.tokens(server),
    live,
    // Nobody sits before a script: it neither hears alarms nor answers calls.
    autoConfirmCalls: false,
  });
  await client.ready;
  return { client, url: server, profile };
}

/** Gives a question up after ten seconds, and a command after a minute of tries with one key: {@link Unanswered}. */
export function sendFrom({ send }: Pick<ParleyClient, 'send'>, profile: string): Send {
  return async (name, input, options) => {
    const writes = contracts[name].kind === 'command';
    try {
      return await send(name, input, {
        deadlineMs: writes ? doneWithinMs : answerWithinMs,
        ...options,
      });
    } catch (error) {
      // A password is not written to a terminal, and setting it again does no harm.
      if (writes && error instanceof Unreachable && error.key !== undefined && !('password' in input))
        throw new Unanswered({ profile, name, key: error.key, input }, error);
      throw error;
    }
  };
}

/** The action of a command given by somebody who is signed in. `live`: whether it needs what is pushed. */
export function atSeat<A extends unknown[]>(
  work: (seat: Seat, ...given: A) => Promise<void>,
  live: (...given: A) => boolean = () => false,
): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    const command = args.at(-1) as Command;
    const given = args.slice(0, -1) as A;
    const { client, profile } = await clientOf(command, { live: live(...given) });
    try {
      if (client.state.get().session.status !== 'signed_in') throw new Refusal('unauthenticated');
      const send = sendFrom(client, profile.name);
      let asked: Promise<Me> | undefined;
      const me = () => {
        asked ??= send('session.me', {});
        return asked;
      };
      await work({ ...printerOf(command), client, send, me }, ...given);
    } finally {
      client.close();
    }
  };
}

/** Settles when the person or the system ends the command; rejects when the session ends or `signal` aborts. */
export function untilInterrupted(client: ParleyClient, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const watch = () => {
      if (client.state.get().session.status === 'ended') reject(new Refusal('session_ended'));
    };
    client.state.subscribe(watch);
    watch();
    signal?.addEventListener('abort', () => reject(signal.reason));
    let askedAt: number | undefined;
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      process.on(name, () => {
        askedAt ??= performance.now();
        if (performance.now() - askedAt > sameWishMs) process.exit(exitCodes.other);
        resolve();
      });
  });
}
