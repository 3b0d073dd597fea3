/** A labelled control with its hint and what is wrong with it, tied together for screen readers. */
import { type ReactNode, useId } from 'react';
import './field.css';

export interface ControlIds {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface Props {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  wide?: boolean;
  children: (ids: ControlIds) => ReactNode;
}

export function Field({ label, hint, problem, wide = false, children }: Props) {
  const id = useId();
  const said = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div className={wide ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(said ? { 'aria-describedby': said } : {}),
        ...(problem ? { 'aria-invalid': true as const } : {}),
      })}
      {hint ? (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

export interface Choice {
  value: string;
  label: string;
}

interface SelectProps {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  problem?: string | undefined;
  hint?: string | undefined;
  disabled?: boolean;
}

/** The browser's own list: it works on every phone and old PC, and with every keyboard. */
export function Select({ label, value, choices, onChange, problem, hint, disabled }: SelectProps) {
  return (
    <Field label={label} problem={problem} hint={hint}>
      {(ids) => (
        <select {...ids} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
