/** Parts of the console that are fetched after its start: waited for where they are shown, fetched ahead while it is idle. */
import {
  type ComponentType,
  createElement,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { second } from '../../../shared/time.ts';
import { untilFetched, wantAhead } from '../state/ahead.ts';
import { Button } from './button.tsx';
import { Loading } from './states.tsx';

/** A component of another file, fetched when it is first shown or when its turn comes to be fetched ahead. */
export function part<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = <Fetching />,
): ComponentType<P> {
  let fetched: Promise<ComponentType<P>> | undefined;
  const fetchIt = () => {
    fetched ??= untilFetched(load);
    return fetched;
  };
  wantAhead(fetchIt);
  const Fetched = lazy(async () => ({ default: await fetchIt() }));
  // Drawn by element, not by JSX: what `lazy` takes of `P` cannot be told to JSX for an unknown `P`.
  return (props) => <Suspense fallback={meanwhile}>{createElement<P>(Fetched, props)}</Suspense>;
}

/** Where the part does not come: a new version may have taken it away, or the server cannot be reached. */
function Fetching() {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 8 * second);
    return () => clearTimeout(timer);
  }, []);
  return late ? (
    <div className="state-line stack" role="alert">
      <p>{t('state.partMissing')}</p>
      <Button onPress={() => window.location.reload()}>{t('state.reload')}</Button>
    </div>
  ) : (
    <Loading />
  );
}
