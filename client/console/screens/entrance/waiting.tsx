/** Signed in, but the server has not said yet who one is. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { LinkState } from '../../parts/link-state.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { Wordmark } from '../../parts/wordmark.tsx';
import type { Failure } from '../../state/failure.ts';
import { client } from '../../state/hotline.ts';

export function Waiting({ failure, retry }: { failure: Failure | null; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <main className="doorway">
      <div className="doorway-card">
        <div className="row spread">
          <Wordmark />
          <LinkState />
        </div>
        {failure ? (
          <>
            <RefusalText failure={failure} />
            <div className="form-actions">
              <Button onPress={() => void client.signOut()}>{t('account.signOut')}</Button>
              <Button kind="primary" onPress={retry}>
                {t('do.tryAgain')}
              </Button>
            </div>
          </>
        ) : (
          <Loading />
        )}
      </div>
    </main>
  );
}
