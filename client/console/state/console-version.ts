/** The service worker as the page sees it: installs it, tells it what is in use, and learns of a newer version. */
import { createStore } from 'zustand/vanilla';
import { hour } from '../../../shared/time.ts';
import { client } from './hotline.ts';

/** A newer console lies ready. It is never taken by itself: a seat on watch runs until its officer reloads it. */
export const newVersion = createStore<{ waiting: ServiceWorker | null }>(() => ({ waiting: null }));

/** The officer said now: the newer version takes over and the page opens anew. */
export function takeNewVersion(): void {
  const { waiting } = newVersion.getState();
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
    once: true,
  });
  waiting?.postMessage('take over');
}

/** Before there was a worker the page fetched its language and its faces by itself; what comes later the worker sees. */
function tellWhatIsUsed({ active }: ServiceWorkerRegistration): void {
  const observer = new PerformanceObserver((list) => {
    const paths = list.getEntries().map(({ name }) => new URL(name).pathname);
    active?.postMessage(paths.filter((path) => path.startsWith('/assets/')));
  });
  observer.observe({ type: 'resource', buffered: true });
}

function watchForNewer(registration: ServiceWorkerRegistration): void {
  const look = () => newVersion.setState({ waiting: registration.active ? registration.waiting : null });
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  );
  look();
  const ask = () => void registration.update().catch(() => undefined);
  setInterval(ask, hour);
  // A server that was away may have come back as a newer one.
  let wasConnected = true;
  client.state.subscribe(() => {
    const isConnected = client.state.get().link.status === 'connected';
    if (isConnected && !wasConnected) ask();
    wasConnected = isConnected;
  });
}

/** Browsers allow it on HTTPS and on this machine only; without it the console works while the server can be reached. */
export async function startServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  try {
    watchForNewer(await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }));
    tellWhatIsUsed(await navigator.serviceWorker.ready);
  } catch {
    // Refused by the browser or the device is full: nothing that is needed now.
  }
}
