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
}

export function Segments<T extends string>(props: Props<T>) {
  const { label, value, choices, onChange, labelHidden = false } = props;
  const name = useId();
  return (
    <fieldset className="segments">
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
    </fieldset>
  );
}
