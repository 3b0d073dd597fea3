/** A signed-in officer's seat: who he is, what lies on his desk, what alarms him; all of it gone when he signs out. */

import { disarm, setAlarms } from './alarm.ts';
import { alarmsFor } from './alarm-list.ts';
import { clearDesk, hearEntries, keepDesk, lines, openDesk, queue } from './desk.ts';
import { client } from './hotline.ts';
import { consoleLanguages, speak } from './language.ts';
import { read } from './memory.ts';
import { endsOf } from './names.ts';
import { forgetPeerCalls, hearPeerCalls, peerCalls } from './peer-calls.ts';
import { readerStore } from './reader.ts';

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
    setAlarms(alarmsFor(items, me, (endId) => ends.get(endId)?.code, peerCalls.getState().escalationIds));
  };
  const offs = [queue.store.subscribe(settle), lines.store.subscribe(settle), peerCalls.subscribe(settle)];
  return () => {
    for (const off of offs) off();
  };
}

/** Takes the seat; refused or unreachable, it throws and nothing is taken. */
export async function takeSeat(): Promise<() => void> {
  const me = await client.me();
  readerStore.setState({ me });
  await speakHisLanguage(me.officer.language);
  const offs = [
    watchAlarms(),
    client.onEntries(hearEntries),
    client.onEntries((batch) => hearPeerCalls(batch, me)),
    client.onPresence(() => lines.touch(200)),
    client.state.subscribe(() => {
      if (client.state.get().link.status === 'connected') openDesk();
    }),
    keepDesk(),
  ];
  openDesk();
  return () => {
    for (const off of offs) off();
    forgetPeerCalls();
    disarm();
    clearDesk();
    readerStore.setState({ me: null });
  };
}
