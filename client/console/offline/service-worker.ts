/** The service worker: keeps the console's own files, so that it opens with no server. It never touches what the server answers. */
import type { Precache } from './precache.ts';

/** Written in by the build: what this version consists of. */
declare const __PRECACHE__: Precache;

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskEvent extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** The part of a worker's world that is used here; the page's own types know nothing of it. */
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskEvent) => void): void;
  addEventListener(type: 'message', listener: (event: LifeEvent & { data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(which?: { includeUncontrolled: boolean }): Promise<readonly unknown[]>;
  };
  registration: ServiceWorkerRegistration;
}

const worker = globalThis as unknown as Worker;
const { version, always, whenUsed } = __PRECACHE__;
const prefix = 'parley-console-';
const mine = `${prefix}${version}`;

/** Named by their content: whatever version fetched such a file, it is the same file. */
const isHashed = (path: string) => path.startsWith('/assets/');

/** `/assets/vi-DQGxl0S-.js` as `vi.js`: the same part of another version. */
const partOf = (path: string) => path.replace(/^.*\//, '').replace(/-[\w-]{8}(\.\w+)$/, '$1');

async function partsInUse(): Promise<Set<string>> {
  const inUse = new Set<string>();
  for (const name of (await caches.keys()).filter((key) => key.startsWith(prefix)))
    for (const { url } of await (await caches.open(name)).keys()) inUse.add(partOf(new URL(url).pathname));
  return inUse;
}

/** The page is named by nothing: where several nodes answer, it may come from one that still has another version. */
function isMine(page: string): boolean {
  const named = page.match(/\/assets\/[\w.-]+/g) ?? [];
  return named.length > 0 && named.every((path) => always.includes(path));
}

async function keep(cache: Cache, path: string): Promise<void> {
  if (await cache.match(path)) return;
  const known = isHashed(path) ? await caches.match(path) : undefined;
  const response = known ?? (await fetch(path, { cache: isHashed(path) ? 'default' : 'no-cache' }));
  if (!response.ok || response.redirected) throw new Error(`${path} cannot be kept`);
  if (path === '/' && !isMine(await response.clone().text()))
    throw new Error('the page is of another version');
  await cache.put(path, response);
}

/** One file after the other: the line may be thin, and a try that was cut short goes on where it ended. */
async function fill(): Promise<void> {
  const inUse = await partsInUse();
  const cache = await caches.open(mine);
  for (const path of [...always, ...whenUsed.filter((one) => inUse.has(partOf(one)))])
    await keep(cache, path);
}

/** Other versions stay while another seat of this PC may still run one. */
async function forgetOld(): Promise<void> {
  if ((await worker.clients.matchAll({ includeUncontrolled: true })).length > 1) return;
  const others = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== mine);
  await Promise.all(others.map((key) => caches.delete(key)));
}

async function page(request: Request): Promise<Response> {
  // The console is opened and no seat runs that a new version could break. One that runs is asked, even when reloaded.
  if (worker.registration.waiting && (await worker.clients.matchAll()).length === 0) {
    worker.registration.waiting.postMessage('take over');
    return new Response('', { headers: { refresh: '0' } });
  }
  return (await (await caches.open(mine)).match('/')) ?? (await fetch(request));
}

async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && isHashed(new URL(request.url).pathname))
    await (await caches.open(mine)).put(request, response.clone());
  return response;
}

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(forgetOld().then(() => worker.clients.claim())),
);
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate' && pathname === '/') event.respondWith(page(event.request));
  else if (isHashed(pathname) || always.includes(pathname)) event.respondWith(file(event.request));
});
worker.addEventListener('message', (event) => {
  const { data } = event;
  if (data === 'take over') event.waitUntil(worker.skipWaiting());
  if (!Array.isArray(data)) return;
  // What the page fetched before this worker was there: the language and the faces in use.
  const paths = data.filter((path): path is string => typeof path === 'string' && isHashed(path));
  event.waitUntil(
    caches
      .open(mine)
      .then((cache) => Promise.all(paths.map((path) => keep(cache, path).catch(() => undefined)))),
  );
});
