/** Builds the service worker after the console, with the list of the files that were built. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Precache } from '../offline/precache.ts';

const target = ['chrome109', 'firefox115'];

/** Languages and faces; the rest is one console. */
const whenUsed = /\/(?:(?:vi|en|km|zh|lo)-[\w-]{8}\.js|[^/]+\.woff2?)$/;

/** A face in many pieces is styled by a sheet of its own, fetched with the language that needs it. */
const isFaceSheet = (dist: string, path: string) =>
  path.endsWith('.css') && /^(?:\/\*.*?\*\/)?@font-face/s.test(readFileSync(join(dist, path), 'utf8'));

function precacheOf(dist: string): Precache {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(dist.length))
    .filter((path) => /\.(?:js|css|svg|png|woff2?|webmanifest)$/.test(path))
    .sort();
  const page = readFileSync(join(dist, 'index.html'));
  const hash = createHash('sha256').update(page);
  for (const path of files) hash.update(path).update(readFileSync(join(dist, path)));
  const isLater = (path: string) => whenUsed.test(path) || isFaceSheet(dist, path);
  return {
    version: hash.digest('hex').slice(0, 12),
    always: ['/', ...files.filter((path) => !isLater(path) && !path.endsWith('.png'))],
    whenUsed: files.filter(isLater),
  };
}

/** Writes `service-worker.js` beside the page: its scope is the whole console. */
export function serviceWorker(source: string): Plugin {
  return {
    name: 'parley:service-worker',
    apply: 'build',
    async writeBundle({ dir }) {
      if (!dir) throw new Error('the console is built into a folder');
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { __PRECACHE__: JSON.stringify(precacheOf(dir)) },
        build: { write: false, target, lib: { entry: source, formats: ['iife'], name: 'parley' } },
      });
      const [output] = Array.isArray(built) ? built : [];
      const [chunk] = output?.output ?? [];
      if (chunk?.type !== 'chunk') throw new Error('the service worker was not built');
      writeFileSync(join(dir, 'service-worker.js'), chunk.code);
    },
  };
}
