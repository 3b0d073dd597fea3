/** Which part of the console is shown: the entrance, or the seat of a signed-in officer with the bar that is always there. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { EndReason } from '../sdk/session.ts';
import { AlarmBar } from './parts/alarm-bar.tsx';
import { Arming } from './parts/arming.tsx';
import { LinkLost, useLinkLost } from './parts/link-state.tsx';
import { NewVersion } from './parts/new-version.tsx';
import { Notices } from './parts/notices.tsx';
import { part } from './parts/part.tsx';
import { Recalled } from './parts/recalled.tsx';
import { Shortcuts } from './parts/shortcuts.tsx';
import { SkipLink } from './parts/skip-link.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { Entrance } from './screens/entrance/entrance.tsx';
import { Waiting } from './screens/entrance/waiting.tsx';
import { Screen } from './screens/screen.tsx';
import { fetchAhead } from './state/ahead.ts';
import { type Failure, failureOf } from './state/failure.ts';
import { useHeadHeight } from './state/head-height.ts';
import { client, useObservable } from './state/hotline.ts';
import { forgetDesk, recalled } from './state/kept-desk.ts';
import { useReader } from './state/reader.ts';
import { takeSeat } from './state/seat.ts';
import { isWall } from './state/wall.ts';

const WallScreen = part(async () => (await import('./screens/wall/wall-screen.tsx')).WallScreen);

/** Takes the seat of the session, and gives it up with the session. */
function useSeat(sessionId: string | null): { failure: Failure | null; retry: () => void } {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (sessionId === null) return;
    const seat = new AbortController();
    void tries;
    setFailure(null);
    takeSeat(sessionId, seat.signal).catch((error: unknown) => {
      if (!seat.signal.aborted) setFailure(failureOf(error));
    });
    return () => seat.abort();
  }, [sessionId, tries]);
  return { failure, retry: () => setTries(tries + 1) };
}

export function App() {
  // Every word below changes with the language.
  useTranslation();
  const { session } = useObservable(client.state);
  const me = useReader();
  const { failure, retry } = useSeat(session.status === 'signed_in' ? session.sessionId : null);
  useEffect(() => {
    if (session.status === 'signed_out' || session.status === 'ended') forgetDesk();
  }, [session.status]);
  if (session.status === 'unknown') return <Waiting failure={null} retry={retry} />;
  if (session.status !== 'signed_in') {
    const ended: EndReason | null = session.status === 'ended' ? session.reason : null;
    return <Entrance ended={ended} />;
  }
  if (!me) return <Waiting failure={failure} retry={retry} />;
  return isWall() ? <WallScreen /> : <Seat />;
}

function Seat() {
  const lost = useLinkLost();
  const old = useStore(recalled, ({ at }) => at !== null);
  const head = useRef<HTMLDivElement>(null);
  useHeadHeight(head);
  useEffect(() => void fetchAhead(), []);
  return (
    <div className="seat">
      <SkipLink />
      <div ref={head} className="seat-head">
        <TopBar />
        {/* Always there, so that a dialog that is open already leaves the alarm of the next minute alone. */}
        <div className="seat-alarms" data-react-aria-top-layer="true">
          <LinkLost />
          <AlarmBar />
          <Arming />
        </div>
        <Recalled />
        <NewVersion />
      </div>
      <div className={lost || old ? 'seat-screen seat-stale' : 'seat-screen'}>
        <Screen />
      </div>
      <Notices />
      <Shortcuts />
    </div>
  );
}
