/** A duration typed in minutes; empty means none. */
import { useState } from 'react';
import { minute } from '../../../../shared/time.ts';
import { TextField } from '../../parts/text-field.tsx';

interface Props {
  label: string;
  hint?: string;
  ms: number | null;
  onChange: (ms: number | null) => void;
  problem?: string | undefined;
}

export function MinutesField({ label, hint, ms, onChange, problem }: Props) {
  const [text, setText] = useState(ms === null ? '' : String(ms / minute));
  return (
    <TextField
      label={label}
      hint={hint}
      type="number"
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(next.trim() === '' ? null : Math.round(Number(next) * minute));
      }}
      problem={problem}
    />
  );
}
