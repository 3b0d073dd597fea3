/** A form: checked by the shared schema before it is sent, its problems told at their fields. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, Name, OutputOf } from '../../../shared/commands.ts';
import { type Id, newId } from '../../../shared/ids.ts';
import type { SendableName } from '../../sdk/send.ts';
import { useAct } from './act.ts';
import { wantAhead } from './ahead.ts';
import type { Failure } from './failure.ts';
import { send } from './hotline.ts';
import { type Problem, problemAt, problemsFromServer } from './problem.ts';

/** The schemas are not part of what the console starts with. */
const fetchCheck = () => import('./check.ts');
wantAhead(fetchCheck);

export interface Form<N extends Name, R> {
  /** Checks and does it; undefined when something was wrong. */
  submit(input: InputOf<N>): Promise<R | undefined>;
  /** What is wrong with the field at `path`, or with something below it. */
  problem(path: string): string | undefined;
  pending: boolean;
  /** A refusal that belongs to no field. */
  failure: Failure | null;
}

/** A form whose input is that of `name`, done by `perform`. */
export function useForm<N extends Name, R>(name: N, perform: (input: InputOf<N>) => Promise<R>): Form<N, R> {
  const { t } = useTranslation();
  const act = useAct();
  const [found, setFound] = useState<Problem[]>([]);
  const told = problemsFromServer(t, act.failure?.details.issues ?? []);
  return {
    pending: act.pending,
    failure: told.length > 0 ? null : act.failure,
    problem: (path) => problemAt(found, path) ?? problemAt(told, path),
    async submit(input) {
      act.clear();
      return await act.run(async () => {
        const { check } = await fetchCheck();
        const problems = check(t, name, input);
        setFound(problems);
        return problems.length > 0 ? undefined : await perform(input);
      });
    },
  };
}

/**
 * A form of one command. What is sent again unchanged after its answer was lost goes under the same key: if it had been
 * recorded after all, it is not recorded twice.
 */
export function useCommandForm<N extends SendableName>(name: N): Form<N, OutputOf<N>> {
  const tried = useRef<{ what: string; key: Id } | null>(null);
  return useForm(name, async (input) => {
    const what = JSON.stringify(input);
    if (tried.current?.what !== what) tried.current = { what, key: newId() };
    const done = await send(name, input, { key: tried.current.key });
    tried.current = null;
    return done;
  });
}
