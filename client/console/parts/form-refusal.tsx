/** Behind the fields of a form: what is wrong and no field tells. The first field that does is led to. */
import { useEffect, useRef } from 'react';
import type { FormState } from '../state/form.ts';
import { RefusalText } from './refusal.tsx';

/** The forms that follow each other at one button. */
export function FormRefusal({ forms }: { forms: readonly FormState[] }) {
  const here = useRef<HTMLSpanElement>(null);
  const vain = forms.reduce((sum, form) => sum + form.vain, 0);
  useEffect(() => {
    if (vain > 0) here.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [vain]);
  const left = forms.map((form) => form.leftOver());
  const failure = left.find((one) => one.failure)?.failure ?? null;
  const problem = left.find((one) => one.problem !== undefined)?.problem;
  return (
    <>
      <span ref={here} hidden />
      <RefusalText failure={failure} />
      {failure || problem === undefined ? null : (
        <p className="refusal" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
