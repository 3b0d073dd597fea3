/** What a place shows while it has nothing: loading, empty with a way on, or not reached with a way to try again. */
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../state/failure.ts';
import { type LiveQuery, useAnswer } from '../state/live-query.ts';
import { Button } from './button.tsx';
import { RefusalText } from './refusal.tsx';
import './states.css';

export function Loading() {
  const { t } = useTranslation();
  return (
    <p className="state-line muted" role="status">
      {t('state.loading')}
    </p>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children ? <div className="muted">{children}</div> : null}
    </div>
  );
}

/** Why there is no answer, and the way to ask again. */
export function NoAnswer({ failure, onAgain }: { failure: Failure | null; onAgain: () => void }) {
  const { t } = useTranslation();
  return failure ? (
    <div className="stack">
      <RefusalText failure={failure} />
      <div className="row">
        <Button onPress={onAgain}>{t('do.tryAgain')}</Button>
      </div>
    </div>
  ) : null;
}

/** Draws `children` from the answer of a query once there is one; a stale answer stays on the screen. */
export function Answered<T>({ query, children }: { query: LiveQuery<T>; children: (data: T) => ReactNode }) {
  const { data, failure } = useAnswer(query);
  useEffect(() => query.touch(), [query]);
  if (data !== null) return children(data);
  if (!failure) return <Loading />;
  return (
    <div className="state-line">
      <NoAnswer failure={failure} onAgain={() => query.touch()} />
    </div>
  );
}
