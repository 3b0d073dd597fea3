/** Behind the fields of a form: what is wrong and no field tells. */
import type { FormState } from '../state/form.ts';
import { RefusalText } from './refusal.tsx';

/** The forms that follow each other at one button. */
export function FormRefusal({ forms }: { forms: readonly FormState[] }) {
  const left = forms.map((form) => form.leftOver());
  const failure = left.find((one) => one.failure)?.failure ?? null;
  const problem = left.find((one) => one.problem !== undefined)?.problem;
  if (failure || problem === undefined) return <RefusalText failure={failure} />;
  return (
    <p className="refusal" role="alert">
      {problem}
    </p>
  );
}
