/** A form: checked by the shared schema before it is sent; whatever is wrong with a field is told at that field. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { InputOf, Name, OutputOf } from '../../../shared/commands.ts';
import { id, newId } from '../../../shared/ids.ts';
import type { SendableName } from '../../sdk/send.ts';
import { useAct } from './act.ts';
import { wantAhead } from './ahead.ts';
import type { Failure } from './failure.ts';
import { send } from './hotline.ts';
import { useKept } from './kept.ts';
import { covers, type Problem, problemAt, problemsFromServer } from './problem.ts';

/** The schemas are not part of what the console starts with. */
const fetchCheck = () => import('./check.ts');
wantAhead(fetchCheck);

/** What does not fit the schema, and what finds it. */
interface Wrong<N extends Name> {
  check: Awaited<ReturnType<typeof fetchCheck>>['check'];
  input: InputOf<N>;
}

/** What is wrong, at the fields of a form and at its foot. */
export interface FormState {
  /** What is wrong with the field at `path`, or with something below it. Asking means that it is shown there. */
  problem(path: string): string | undefined;
  /** What no field shows; asked for behind the last field. */
  leftOver(): { failure: Failure | null; problem: string | undefined };
  /** How often it was sent in vain. */
  vain: number;
  pending: boolean;
}

export interface Form<N extends Name, R> extends FormState {
  /** Checks and does it; undefined when something was wrong. */
  submit(input: InputOf<N>): Promise<R | undefined>;
}

/** A form whose input is that of `name`, done by `perform`. */
export function useForm<N extends Name, R>(name: N, perform: (input: InputOf<N>) => Promise<R>): Form<N, R> {
  const { t } = useTranslation();
  const act = useAct();
  const [wrong, setWrong] = useState<Wrong<N> | null>(null);
  const [vain, setVain] = useState(0);
  const refusal = act.failure;
  const field = refusal?.details.field;
  const problems: Problem[] = [
    // Told anew at each drawing: the reader may have changed the language since.
    ...(wrong ? wrong.check(t, name, wrong.input) : []),
    ...problemsFromServer(t, refusal?.details.issues ?? []),
    ...(refusal && field !== undefined ? [{ path: field, text: t(`error.${refusal.code}`) }] : []),
  ];
  const shown: string[] = [];
  return {
    vain,
    pending: act.pending,
    problem: (path) => {
      shown.push(path);
      return problemAt(problems, path);
    },
    leftOver: () => ({
      failure: problems.length > 0 ? null : refusal,
      problem: problems.find(({ path }) => !shown.some((one) => covers(one, path)))?.text,
    }),
    async submit(input) {
      act.clear();
      const done = await act.run(async () => {
        const { check } = await fetchCheck();
        const isWrong = check(t, name, input).length > 0;
        setWrong(isWrong ? { check, input } : null);
        return isWrong ? undefined : await perform(input);
      });
      if (done === undefined) setVain((count) => count + 1);
      return done;
    },
  };
}

export interface CommandForm<N extends SendableName> extends Form<N, OutputOf<N>> {
  /** What was typed is thrown away: typed again, it is another wish. */
  forget(): void;
}

const keptTry = z.object({ what: z.string(), key: id }).nullable();

/**
 * A form of one command. What is sent again unchanged after its answer was lost goes under the same key: if it had been
 * recorded after all, it is not recorded twice. Where the words are kept under a name the key is kept beside them, for
 * the page may be loaded anew in between.
 */
export function useCommandForm<N extends SendableName>(name: N, kept: string | null = null): CommandForm<N> {
  const [before, keep, forgetKept] = useKept(kept === null ? null : `${kept}.key`, keptTry, null);
  const tried = useRef(before);
  const remember = (now: z.infer<typeof keptTry>) => {
    tried.current = now;
    keep(() => now);
  };
  const form = useForm(name, async (input: InputOf<N>) => {
    const what = JSON.stringify(input);
    const key = tried.current?.what === what ? tried.current.key : newId();
    remember({ what, key });
    const done = await send(name, input, { key });
    remember(null);
    return done;
  });
  return {
    ...form,
    forget: () => {
      tried.current = null;
      forgetKept();
    },
  };
}
