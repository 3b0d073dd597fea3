/** How the connection stands, as a person should see it: connected, coming back since when, or offline. */
import { type Observable, observable } from './observable.ts';

/** `offline`: not trying, as nobody is signed in or the device has no network. `since` is this device's time. */
export interface LinkState {
  status: 'connected' | 'reconnecting' | 'offline';
  since: number;
}

export interface Link {
  state: Observable<LinkState>;
  connected(): void;
  /** The connection is lost or not made yet, and is being tried for. */
  trying(): void;
  /** Nobody is trying. */
  idle(): void;
  close(): void;
}

/** What is used of a browser; Node has neither. */
interface Device {
  navigator?: { onLine?: boolean };
  addEventListener?(type: 'online' | 'offline', listener: () => void): void;
  removeEventListener?(type: 'online' | 'offline', listener: () => void): void;
}

/** The state of a link; `networkBack` is called when the device says that it has a network again. */
export function createLink(networkBack: () => void, device: Device = globalThis as unknown as Device): Link {
  const state = observable<LinkState>({ status: 'offline', since: Date.now() });
  let isTrying = false;
  const turn = (status: LinkState['status']) => {
    if (state.get().status !== status) state.set({ status, since: Date.now() });
  };
  const hasNetwork = () => device.navigator?.onLine !== false;
  const wentOffline = () => {
    if (isTrying) turn('offline');
  };
  const cameOnline = () => {
    if (!isTrying) return;
    turn('reconnecting');
    networkBack();
  };
  device.addEventListener?.('offline', wentOffline);
  device.addEventListener?.('online', cameOnline);
  return {
    state,
    connected() {
      isTrying = false;
      turn('connected');
    },
    trying() {
      isTrying = true;
      turn(hasNetwork() ? 'reconnecting' : 'offline');
    },
    idle() {
      isTrying = false;
      turn('offline');
    },
    close() {
      device.removeEventListener?.('offline', wentOffline);
      device.removeEventListener?.('online', cameOnline);
    },
  };
}
