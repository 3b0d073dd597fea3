/** The agreement a line rests on; loud when there is none or it has run out. */
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../shared/nouns/line.ts';
import { plainDate } from '../../state/format.ts';

export function AgreementLine({ agreement }: { agreement: Line['agreement'] }) {
  const { t } = useTranslation();
  if (!agreement) return <p className="small muted">{t('agreement.none')}</p>;
  const { reference, validUntil, expired } = agreement;
  return (
    <p className={expired ? 'small agreement-expired' : 'small muted'}>
      {reference}
      {validUntil ? (
        <span className="nowrap">
          {' · '}
          {t(expired ? 'agreement.expired' : 'agreement.until', { date: plainDate(validUntil) })}
        </span>
      ) : null}
    </p>
  );
}
