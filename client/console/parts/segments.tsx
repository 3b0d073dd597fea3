/** One of a few choices, side by side, all in sight. */
import { type ReactNode, useId } from 'react';
import './segments.css';

interface Props<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
  /** The words above are enough: the label is only said. */
  labelHidden?: boolean;
  /** Many choices in a narrow place. */
  small?: boolean;
  /** What belongs to a choice, behind all of them. */
  children?: ReactNode;
}

export function Segments<T extends string>(props: Props<T>) {
  const { label, value, choices, onChange, labelHidden = false, small = false, children } = props;
  const name = useId();
  return (
    <fieldset className={small ? 'segments segments-small' : 'segments'}>
      <legend className={labelHidden ? 'hidden-visually' : 'field-label'}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="segment">
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
