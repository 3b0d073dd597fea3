/** The field for words: Enter sends, Shift+Enter breaks the line, the Enter that ends a composition does neither. */
import { useId } from 'react';
import { endsComposition } from './composition.ts';

interface Props {
  label: string;
  placeholder: string;
  value: string;
  lang: string;
  problem: string | undefined;
  onChange: (text: string) => void;
  onSend: () => void;
}

export function MessageText({ label, placeholder, value, lang, problem, onChange, onSend }: Props) {
  const id = useId();
  return (
    <>
      <textarea
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
        rows={2}
        lang={lang}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || endsComposition(event)) return;
          event.preventDefault();
          onSend();
        }}
      />
      {problem ? (
        <p id={id} className="field-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}
