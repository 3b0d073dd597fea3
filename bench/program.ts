// A program of the bench in a process of its own, and how it is asked: one question, one answer, over Node's own channel.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a program answers, by the name of the question. */
export type Answers = Record<string, (input: never) => unknown>;
type Input<A extends Answers, Q extends keyof A> = Parameters<A[Q]>[0];
type Answer<A extends Answers, Q extends keyof A> = Awaited<ReturnType<A[Q]>>;

export interface Program<A extends Answers> {
  pid: number;
  ask<Q extends keyof A & string>(question: Q, input: Input<A, Q>): Promise<Answer<A, Q>>;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
}

interface Question {
  number: number;
  question: string;
  input: unknown;
}
interface Reply {
  number: number;
  answer?: unknown;
  error?: string;
}

const endWithinMs = 15_000;

/** Starts `file`, which calls {@link answer}. */
export function startProgram<A extends Answers>(file: string, execArgv: string[] = []): Program<A> {
  const child = fork(file, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  child.on('message', ({ number, answer, error }: Reply) => {
    const waits = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) waits?.resolve(answer);
    else waits?.reject(new Error(error));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended (${code ?? signal})`));
  });
  return {
    pid: child.pid ?? 0,
    ask<Q extends keyof A & string>(question: Q, input: Input<A, Q>) {
      asked += 1;
      const waits = Promise.withResolvers<unknown>();
      waiting.set(asked, waits);
      child.send({ number: asked, question, input } satisfies Question);
      return waits.promise as Promise<Answer<A, Q>>;
    },
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  const firm = setTimeout(() => child.kill('SIGKILL'), endWithinMs);
  if (child.connected) child.disconnect();
  await exit;
  clearTimeout(firm);
}

/** The other side. `close` runs when the bench asks to end, or is gone, however it went. */
export function answer(answers: Answers, close: () => Promise<void> = async () => undefined): void {
  process.on('message', async ({ number, question, input }: Question) => {
    try {
      const run = answers[question];
      if (!run) throw new Error(`there is no answer to ${question}`);
      process.send?.({ number, answer: await run(input as never) } satisfies Reply);
    } catch (error) {
      process.send?.({
        number,
        error: error instanceof Error ? error.message : String(error),
      } satisfies Reply);
    }
  });
  process.once('disconnect', async () => {
    await close().catch((error: unknown) => console.error(error));
    process.exit();
  });
}
