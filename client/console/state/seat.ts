/** A signed-in officer's seat: who he is, what lies on his desk, what alarms him; all of it gone when he signs out. */

import { untilFetched } from './ahead.ts';
import { alarmStore, disarm, heardServer, setAlarms, sitDown } from './alarm.ts';
import { alarmsFor } from './alarm-list.ts';
import { clearDesk, hearEntries, keepDesk, lines, openDesk, queue, stillOpen, watches } from './desk.ts';
import { startDesktopNotices } from './desktop-notices.ts';
import { client } from './hotline.ts';
import { keepDeskOf, recallDesk } from './kept-desk.ts';
import { consoleLanguages, speak } from './language.ts';
import { watchLink } from './link-watch.ts';
import { read } from './memory.ts';
import { endsOf } from './names.ts';
import { isPeerCallSeen, peerCallsSeen } from './peer-calls.ts';
import { maySpeak, readerStore } from './reader.ts';
import { hearTaken } from './taken.ts';

/** Who has not chosen a language on this device is spoken to in that of his account. */
async function speakHisLanguage(language: string): Promise<void> {
  const spoken = consoleLanguages.find((one) => one === language);
  if (spoken && read('language') === null) await speak(spoken);
}

function watchAlarms(): () => void {
  const settle = () => {
    const { me } = readerStore.getState();
    const items = queue.store.getState().data;
    if (!me || !items) return;
    const ends = endsOf(lines.store.getState().data);
    const waiting = { items, stillOpen: stillOpen.getState().stillOpen, isSeen: isPeerCallSeen };
    setAlarms(alarmsFor(waiting, me, (endId) => ends.get(endId)?.code));
  };
  settle();
  // The still open ones come with the queue and are told before it.
  const offs = [queue.store, lines.store, peerCallsSeen].map((store) => store.subscribe(settle));
  return () => {
    for (const off of offs) off();
  };
}

/** The server is told whether an alarm would be heard here, so that his side can see who cannot be reached. */
function tellSound(): () => void {
  client.tellSound(alarmStore.getState().armed);
  return alarmStore.subscribe(({ armed }) => client.tellSound(armed));
}

/** What was kept of the officer is shown at once and is put right as soon as the server can be asked. */
async function setRight(seat: AbortSignal): Promise<void> {
  const me = await untilFetched(async () => (seat.aborted ? null : await client.me()));
  if (me && !seat.aborted) readerStore.setState({ me });
}

/**
 * Takes the seat until the signal says that it is left. Refused, or unreachable with nothing kept here, or left before
 * it was known whose it is, it throws and nothing is taken.
 */
export async function takeSeat(sessionId: string, seat: AbortSignal): Promise<void> {
  const kept = await recallDesk(sessionId, seat);
  seat.throwIfAborted();
  const me = kept ?? (await client.me());
  seat.throwIfAborted();
  // From here to the end nothing waits and nothing fails: a seat that is drawn without its alarm looks calm.
  readerStore.setState({ me });
  if (kept) void setRight(seat);
  void speakHisLanguage(me.officer.language).catch(() => undefined);
  const offs = [
    watchAlarms(),
    watchLink(client, heardServer),
    tellSound(),
    startDesktopNotices(),
    // Before the desk asks anew: the alarm that is over must still be there to be named.
    client.onEntries((batch) => hearTaken(batch, me)),
    client.onEntries(hearEntries),
    client.onSeats(() => watches.touch(200)),
    client.onPresence(() => lines.touch(200)),
    client.state.subscribe(() => {
      if (client.state.get().link.status === 'connected') openDesk();
    }),
    keepDesk(),
    keepDeskOf(sessionId),
  ];
  if (maySpeak(me.officer.role)) sitDown();
  openDesk();
  seat.addEventListener('abort', () => {
    for (const off of offs) off();
    disarm();
    clearDesk();
    readerStore.setState({ me: null });
  });
}
