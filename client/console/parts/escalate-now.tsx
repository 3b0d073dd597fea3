/** Calls the next step before its time: says first who that is. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/cap.ts';
import type { Escalation } from '../../../shared/nouns/alert.ts';
import type { PreviewedStep } from '../../../shared/nouns/policy-preview.ts';
import { queue } from '../state/desk.ts';
import { useAnswer } from '../state/live-query.ts';
import { useNames } from '../state/names.ts';
import { Button } from './button.tsx';
import { usePreview } from './call-preview.tsx';
import { ifGiven, ReasonDialog } from './reason-dialog.tsx';

interface Props {
  escalation: Escalation;
  lineId: string;
  severity: Severity;
  onClose: () => void;
}

export function EscalateNow({ escalation, onClose, ...rest }: Props) {
  const { t } = useTranslation();
  // What he looks at is what he asks for, however the ladder moves meanwhile.
  const [seen, setSeen] = useState(escalation);
  const { id: escalationId, turn } = seen;
  const names = useNames();
  const moved = escalation.turn !== turn;
  return (
    <ReasonDialog
      key={turn}
      name="escalation.escalate_now"
      subject={escalationId}
      title={t('queue.escalateNow')}
      confirm={t('queue.escalateNow')}
      disabled={moved}
      inputOf={(reason) => ({ escalationId, turn, ...ifGiven(reason) })}
      onClose={onClose}
      onDone={() => queue.touch()}
      fields={() => (
        <>
          {names.isMine(seen.endId) ? (
            <OurCall seen={seen} {...rest} />
          ) : (
            <NextCalled seen={seen} steps={null} />
          )}
          {moved ? (
            <div className="row" role="alert">
              <p className="refusal">{t('escalate.moved')}</p>
              <Button onPress={() => setSeen(escalation)}>{t('escalate.lookAgain')}</Button>
            </div>
          ) : null}
        </>
      )}
    />
  );
}

/** Our own side may know who that is, and which step would find nobody. */
function OurCall({ seen, lineId, severity }: { seen: Escalation } & Pick<Props, 'lineId' | 'severity'>) {
  const { data } = useAnswer(usePreview({ lineId, endId: seen.endId, severity, ladder: seen.ladder }));
  return <NextCalled seen={seen} steps={data?.steps ?? null} />;
}

interface Called {
  seen: Escalation;
  /** Null while it is not known whom each step would reach. */
  steps: readonly PreviewedStep[] | null;
}

/** As the server does it: the first step above that reaches anybody, else this one once more, else the end. */
function NextCalled({ seen, steps }: Called) {
  const { t } = useTranslation();
  const names = useNames();
  const { ladder, step: at, call, endId } = seen;
  const reaches = (index: number) => !steps?.[index]?.skip;
  const above = ladder.steps.findIndex((_step, index) => index > at && reaches(index));
  const again = call <= (ladder.steps[at]?.repeats ?? -1) && reaches(at);
  const index = above >= 0 ? above : again ? at : null;
  const step = index === null ? undefined : ladder.steps[index];
  const end = names.end(endId);
  if (index === null || !step) return <p>{t('escalate.exhausts', { end })}</p>;
  const who = { end, level: t(`level.${step.level}`), role: t(`role.${step.role}`) };
  const officers = steps?.[index]?.officers.map(({ name }) => name).join(', ');
  return (
    <>
      <p>{t(index === at ? 'escalate.again' : 'escalate.calls', who)}</p>
      {names.isMine(endId) ? (
        <p className="small">{t('escalate.officers', { officers: officers ?? '…' })}</p>
      ) : null}
    </>
  );
}
