/** Creates or changes a line: its names, its kind, the stations at its ends. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type Line, lineKind } from '../../../../shared/nouns/line.ts';
import { Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useNames } from '../../state/names.ts';
import { NameFields, nameInput } from './name-fields.tsx';
import { useNewCode } from './new-code.ts';
import { SaveBar } from './save-bar.tsx';
import { nameShape, useSetting } from './use-setting.ts';

interface Props {
  line: Line | undefined;
  all: readonly Line[];
  onSaved: (lineId: string) => void;
}

const shape = z.object({ code: z.string(), kind: lineKind, ends: z.string() });

/** Codes apart from each other by commas, spaces or new lines. */
function codesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

export function LineForm({ line, all, onSaved }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const form = useCommandForm('line.set');
  const name = useSetting('line.name', line, nameShape, line?.name ?? {});
  const setting = useSetting('line', line, shape, {
    code: line?.code ?? '',
    kind: line?.kind ?? 'cross_border',
    ends: line?.ends.map((end) => end.code).join(', ') ?? '',
  });
  const { now, put } = setting;
  const { code, kind, ends } = now;
  const [changed, setChanged] = useState<boolean | null>(null);
  const taken = useNewCode(
    line,
    code,
    all.map((one) => one.code),
  );

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (taken) return;
    const saved = await form.submit({ code, kind, name: nameInput(name.now), endCodes: codesOf(ends) });
    if (!saved) return setChanged(null);
    setChanged(saved.changed);
    name.saved();
    setting.saved();
    onSaved(saved.lineId);
  };
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      <h2>{line ? names.of(line.name) : t('admin.newLine')}</h2>
      <div className="form-grid">
        <NameFields values={name.now} onChange={name.put} problem={form.problem('name')} />
        <TextField
          code
          label={t('admin.code')}
          hint={t('admin.codeHint')}
          value={code}
          disabled={line !== undefined}
          onChange={(next) => put({ code: next })}
          problem={taken ?? form.problem('code')}
        />
        <Select
          label={t('admin.kind')}
          value={kind}
          onChange={(value) => put({ kind: lineKind.catch('cross_border').parse(value) })}
          choices={lineKind.options.map((value) => ({ value, label: t(`lineKind.${value}`) }))}
          problem={form.problem('kind')}
        />
        <TextField
          code
          wide
          label={t('admin.endCodes')}
          hint={t('admin.endCodesHint')}
          value={ends}
          onChange={(next) => put({ ends: next })}
          problem={form.problem('endCodes')}
        />
      </div>
      <SaveBar form={form} settings={[name, setting]} changed={changed} />
    </form>
  );
}
