/** The steps of a ladder, in order: whom, for how long, how often, and whether the peer opposite is told. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calledRole, type Step } from '../../../../shared/nouns/policy.ts';
import { level } from '../../../../shared/nouns/station.ts';
import { minute } from '../../../../shared/time.ts';
import { Button } from '../../parts/button.tsx';
import { Select } from '../../parts/field.tsx';
import { MinutesField } from './minutes-field.tsx';

interface Props {
  steps: readonly Step[];
  onChange: (steps: Step[]) => void;
  /** What is wrong at `0.waitMs`. */
  problem: (path: string) => string | undefined;
}

const newStep: Step = {
  level: 'station',
  role: 'commander',
  waitMs: 5 * minute,
  repeats: 0,
  tellPeer: false,
};
const most = 12;

export function LadderSteps({ steps, onChange, problem }: Props) {
  const { t } = useTranslation();
  // Steps have no id of their own; these follow them when they are moved.
  const [ids, setIds] = useState<readonly number[]>(() => steps.map((_, index) => index));
  const put = (index: number, changes: Partial<Step>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...changes } : step)));
  const move = (index: number) => {
    const swap = <T,>(list: readonly T[]) => {
      const next = [...list];
      next.splice(index - 1, 2, ...list.slice(index - 1, index + 1).reverse());
      return next;
    };
    setIds(swap(ids));
    onChange(swap(steps));
  };
  const remove = (index: number) => {
    setIds(ids.filter((_, at) => at !== index));
    onChange(steps.filter((_, at) => at !== index));
  };
  const add = () => {
    setIds([...ids, Math.max(-1, ...ids) + 1]);
    onChange([...steps, newStep]);
  };
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <li key={ids[index]} className="step-row">
          <span className="step-number">{index + 1}</span>
          <Select
            label={t('policy.level')}
            value={step.level}
            onChange={(value) => put(index, { level: level.catch('station').parse(value) })}
            choices={level.options.map((value) => ({ value, label: t(`level.${value}`) }))}
          />
          <Select
            label={t('admin.role')}
            value={step.role}
            onChange={(value) => put(index, { role: calledRole.catch('duty_officer').parse(value) })}
            choices={calledRole.options.map((value) => ({ value, label: t(`role.${value}`) }))}
          />
          <MinutesField
            label={t('policy.wait')}
            ms={step.waitMs}
            onChange={(waitMs) => put(index, { waitMs: waitMs ?? 0 })}
            problem={problem(`${index}.waitMs`)}
          />
          <Select
            label={t('policy.repeats')}
            value={String(step.repeats)}
            onChange={(value) => put(index, { repeats: Number(value) })}
            choices={[0, 1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: String(count) }))}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={step.tellPeer}
              onChange={(event) => put(index, { tellPeer: event.target.checked })}
            />
            {t('ladder.tellPeer')}
          </label>
          <span className="row">
            <Button
              isDisabled={index === 0}
              aria-label={t('policy.up', { step: index + 1 })}
              onPress={() => move(index)}
            >
              ↑
            </Button>
            <Button
              isDisabled={steps.length === 1}
              aria-label={t('policy.remove', { step: index + 1 })}
              onPress={() => remove(index)}
            >
              ×
            </Button>
          </span>
        </li>
      ))}
      <li>
        <Button isDisabled={steps.length >= most} onPress={add}>
          {t('policy.addStep')}
        </Button>
      </li>
    </ol>
  );
}
