// Runs `parley` as a person or a script would: a process of its own, a profile of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { password } from './world.ts';

const program = resolve(import.meta.dirname, '../../client/cli/parley.js');

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
  /** The JSON document on standard output. */
  json<T = Record<string, unknown>>(): T;
}

export interface CommandLine {
  folder: string;
  /** Runs to its end. */
  run(...args: string[]): Promise<Outcome>;
  /** Runs until it is stopped, as `tail --follow`. */
  start(...args: string[]): {
    lines: string[];
    ended: Promise<number | null>;
    stop(): Promise<number | null>;
  };
  close(): Promise<void>;
}

/** A command line that knows the server at `url` and the password of the small world. */
export async function openCommandLine(url: string): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-cli-'));
  const running = new Set<ChildProcess>();
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder },
    ...{ PARLEY_URL: url, PARLEY_PASSWORD: password },
  };
  const launch = (args: string[]) => {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    const ended = new Promise<number | null>((resolve) => {
      child.on('close', (code) => {
        running.delete(child);
        resolve(code);
      });
    });
    return { child, ended };
  };
  return {
    folder,
    async run(...args) {
      const { child, ended } = launch(args);
      const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      return { code, out, err, json: () => JSON.parse(out) };
    },
    start(...args) {
      const { child, ended } = launch(args);
      const lines: string[] = [];
      let rest = '';
      child.stdout.setEncoding('utf8').on('data', (more: string) => {
        const parts = (rest + more).split('\n');
        rest = parts.pop() ?? '';
        lines.push(...parts);
      });
      return {
        lines,
        ended,
        stop() {
          child.kill('SIGINT');
          return ended;
        },
      };
    },
    async close() {
      for (const child of running) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}
