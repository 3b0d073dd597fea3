/** A form: checked by the shared schema before it is sent, its problems told at their fields. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contracts, type InputOf, type Name, type OutputOf } from '../../../shared/commands.ts';
import type { SendableName } from '../../sdk/send.ts';
import { useAct } from './act.ts';
import type { Failure } from './failure.ts';
import { send } from './hotline.ts';
import { type Problem, problemsFromServer, problemsOf } from './problem.ts';

export interface Form<N extends Name, R> {
  /** Checks and does it; undefined when something was wrong. */
  submit(input: InputOf<N>): Promise<R | undefined>;
  /** What is wrong with the field at `path`, or with something below it. */
  problem(path: string): string | undefined;
  pending: boolean;
  /** A refusal that belongs to no field. */
  failure: Failure | null;
}

export function problemAt(problems: readonly Problem[], path: string): string | undefined {
  return problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`))?.text;
}

/** What the shared schema of `name` finds wrong with `input`. */
export function useCheck() {
  const { t } = useTranslation();
  return (name: Name, input: unknown): Problem[] => {
    const parsed = contracts[name].input.safeParse(input);
    return parsed.success ? [] : problemsOf(t, parsed.error.issues, input);
  };
}

/** A form whose input is that of `name`, done by `perform`. */
export function useForm<N extends Name, R>(name: N, perform: (input: InputOf<N>) => Promise<R>): Form<N, R> {
  const { t } = useTranslation();
  const act = useAct();
  const check = useCheck();
  const [found, setFound] = useState<Problem[]>([]);
  const told = problemsFromServer(t, act.failure?.details.issues ?? []);
  return {
    pending: act.pending,
    failure: told.length > 0 ? null : act.failure,
    problem: (path) => problemAt(found, path) ?? problemAt(told, path),
    async submit(input) {
      const problems = check(name, input);
      setFound(problems);
      act.clear();
      return problems.length > 0 ? undefined : await act.run(() => perform(input));
    },
  };
}

/** A form of one command. */
export function useCommandForm<N extends SendableName>(name: N): Form<N, OutputOf<N>> {
  return useForm(name, (input) => send(name, input));
}
