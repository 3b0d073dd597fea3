/** One line, or several, of typed text. */
import { Field } from './field.tsx';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'number' | 'search';
  autoComplete?: string;
  hint?: string | undefined;
  problem?: string | undefined;
  placeholder?: string;
  lang?: string | undefined;
  wide?: boolean;
  /** More than one makes it a field of several lines. */
  rows?: number;
  /** Codes and user names: no capital letters, no corrections. */
  code?: boolean;
  disabled?: boolean;
}

export function TextField({
  label,
  value,
  onChange,
  hint,
  problem,
  wide = false,
  rows = 1,
  code = false,
  type = 'text',
  ...rest
}: Props) {
  return (
    <Field label={label} hint={hint} problem={problem} wide={wide}>
      {(ids) =>
        rows > 1 ? (
          <textarea
            {...ids}
            rows={rows}
            lang={rest.lang}
            value={value}
            disabled={rest.disabled}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input
            {...ids}
            {...rest}
            type={type}
            value={value}
            {...(code ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {})}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
