/** One voice for each PC: of all the tabs that could sound, exactly one does; when it goes, another takes over. */
import { newId } from '../../../shared/ids.ts';
import { read, write } from './memory.ts';
import { claim, parseLease, renewEveryMs } from './voice-lease.ts';

/** A tab's wish to sound: told whenever it may or may no longer. Ends with the returned function. */
type Ask = (mayI: (mine: boolean) => void) => () => void;

/** The browser's own locks: released by the browser when the tab is closed or crashes. Secure contexts only. */
const askForLock: Ask = (mayI) => {
  const giveUp = new AbortController();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks
    .request('parley-alarm-voice', { signal: giveUp.signal }, () => {
      if (giveUp.signal.aborted) return;
      mayI(true);
      return held;
    })
    .catch(() => undefined);
  return () => {
    giveUp.abort();
    release();
  };
};

const leaseName = 'voice';

/** A lease in the storage all tabs share: another tab takes over when it runs out or is handed back. */
const askForLease: Ask = (mayI) => {
  const tab = newId();
  let mine = false;
  const look = () => {
    const next = claim(parseLease(read(leaseName)), tab, Date.now());
    if (next) write(leaseName, JSON.stringify(next));
    // Read back: of two tabs that wrote at once the later one has it. Where nothing can be written, what lies there is no
    // living tab's: such a browser has one voice a tab.
    const now = next !== null && claim(parseLease(read(leaseName)), tab, Date.now()) !== null;
    if (now === mine) return;
    mine = now;
    mayI(mine);
  };
  const leave = () => {
    if (parseLease(read(leaseName))?.tab === tab) write(leaseName, null);
  };
  look();
  const timer = setInterval(look, renewEveryMs);
  // Told of what other tabs wrote even where timers of a hidden tab are slowed.
  window.addEventListener('storage', look);
  window.addEventListener('pagehide', leave);
  return () => {
    clearInterval(timer);
    window.removeEventListener('storage', look);
    window.removeEventListener('pagehide', leave);
    leave();
  };
};

/** Asks to sound for this PC. Only a tab that is armed may ask: a silent leader would silence all. */
export const askForVoice: Ask = (mayI) => ('locks' in navigator ? askForLock(mayI) : askForLease(mayI));
