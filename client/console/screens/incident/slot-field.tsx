/** The field of one slot of a phrase: what it may hold depends on its kind. */
import { useTranslation } from 'react-i18next';
import {
  direction,
  means,
  personCategory,
  reasonCode,
  type SlotKind,
  vehicle,
} from '../../../../shared/phrasebook/slots.ts';
import type { PhraseBook } from '../../../../shared/phrasebook/words.ts';
import { Field, Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { clocksOfBothEnds, instantOf, zoneMark } from '../../state/format.ts';
import { type DurationUnit, durationParts, durationUnits, reasonParts } from './phrase-slots.ts';

interface Props {
  label: string;
  kind: SlotKind;
  value: string;
  onChange: (value: string) => void;
  book: PhraseBook;
  /** The reader's zone first. */
  zones: readonly string[];
  problem: string | undefined;
}

/** The names of the values that a slot of this kind may take; null where it is typed. */
function namesOf(kind: SlotKind, { values }: PhraseBook): { value: string; label: string }[] | null {
  switch (kind) {
    case 'personCategory':
      return personCategory.options.map((value) => ({ value, label: values.personCategory[value].name }));
    case 'vehicle':
      return vehicle.options.map((value) => ({ value, label: values.vehicle[value].name }));
    case 'means':
      return means.options.map((value) => ({ value, label: values.means[value] }));
    case 'direction':
      return direction.options.map((value) => ({ value, label: values.direction[value] }));
    case 'reason':
      return reasonCode.options.map((value) => ({ value, label: values.reason[value] }));
    default:
      return null;
  }
}

export function SlotField(props: Props) {
  const { t } = useTranslation();
  const { label, kind, value, onChange, book, problem } = props;
  const names = namesOf(kind, book);
  const choices = [{ value: '', label: t('phrase.choose') }, ...(names ?? [])];
  if (kind === 'reason') return <ReasonField {...props} choices={choices} />;
  if (names)
    return <Select label={label} value={value} onChange={onChange} choices={choices} problem={problem} />;
  if (kind === 'duration') return <DurationField {...props} />;
  if (kind === 'time') return <TimeField {...props} />;
  const hint = kind === 'reference' ? t('phrase.referenceHint') : undefined;
  return (
    <Field label={label} hint={hint} problem={problem} wide={kind === 'place'}>
      {(ids) => (
        <input
          {...ids}
          {...(kind === 'count' ? { inputMode: 'numeric' } : {})}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Typed in the reader's zone, which is named; the clock of the other side stands below it. */
function TimeField({ label, value, onChange, zones, problem }: Props) {
  const { t } = useTranslation();
  const [own = 'UTC', ...others] = zones;
  const at = instantOf(value, own);
  const clocks = at ? clocksOfBothEnds(at, own, others) : '';
  return (
    <TextField
      label={at ? `${label} (${zoneMark(at, own)})` : label}
      value={value}
      onChange={onChange}
      placeholder={t('time.form')}
      hint={clocks.includes('/') ? clocks : undefined}
      problem={problem}
    />
  );
}

function DurationField({ label, value, onChange, book, problem }: Props) {
  const { t } = useTranslation();
  const { count, unit } = durationParts(value);
  const units = Object.keys(durationUnits) as DurationUnit[];
  return (
    <Field label={label} problem={problem}>
      {(ids) => (
        <span className="duration">
          <input
            {...ids}
            inputMode="numeric"
            autoComplete="off"
            value={count}
            onChange={(event) => onChange(`${event.target.value.trim()} ${unit}`)}
          />
          <select
            aria-label={t('phrase.unit')}
            value={unit}
            onChange={(event) => onChange(`${count} ${event.target.value}`)}
          >
            {units.map((one) => (
              <option key={one} value={one}>
                {book.units[one].counted.replace('{count}', '').trim()}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}

function ReasonField({
  label,
  value,
  onChange,
  problem,
  choices,
}: Props & { choices: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation();
  const { code, text } = reasonParts(value);
  return (
    <>
      <Select
        label={label}
        value={code}
        onChange={(next) => onChange(text ? `${next}:${text}` : next)}
        choices={choices}
        problem={code === 'other' ? undefined : problem}
      />
      <TextField
        label={t(code === 'other' ? 'phrase.reasonText' : 'phrase.reasonMore')}
        value={text}
        onChange={(next) => onChange(next ? `${code}:${next}` : code)}
        problem={code === 'other' ? problem : undefined}
      />
    </>
  );
}
