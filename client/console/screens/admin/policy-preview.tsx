/** The ladder that is being written, drawn as it will climb, and whom it would call at this moment. */
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../../shared/cap.ts';
import { type Ladder as Written, ladder as written } from '../../../../shared/nouns/policy.ts';
import { CallPreview } from '../../parts/call-preview.tsx';
import { Ladder } from '../../parts/ladder.tsx';

interface Props {
  lineId: string | undefined;
  endId: string | undefined;
  severity: Severity;
  ladder: Written;
}

export function PolicyPreview({ lineId, endId, severity, ladder }: Props) {
  const { t } = useTranslation();
  const isWhole = written.safeParse(ladder).success;
  return (
    <section className="policy-preview" aria-label={t('policy.preview')}>
      <div>
        <h3>{t('policy.preview')}</h3>
        <Ladder steps={ladder.steps} />
      </div>
      {isWhole && lineId && endId ? (
        <div>
          <h3>{t('policy.calledNow')}</h3>
          <CallPreview lineId={lineId} endId={endId} severity={severity} ladder={ladder} />
        </div>
      ) : null}
    </section>
  );
}
