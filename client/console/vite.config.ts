/** Builds the console for the browsers of old PCs, and serves it in development beside a running server. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './bundling/compressed.ts';
import { serviceWorker } from './bundling/service-worker.ts';

const server = `http://127.0.0.1:${process.env.PORT ?? '8420'}`;

const book = /shared\/phrasebook\/(\w+)\.json$/;
const bookOf = (file: string) => `book-${book.exec(file)?.[1]}`;

/** Whatever started the build (a test sets its own), what is built is what is shipped. */
export default defineConfig(({ command }) => {
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [
      react(),
      serviceWorker(fileURLToPath(new URL('offline/service-worker.ts', import.meta.url))),
      compressed(),
    ],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: ['chrome109', 'firefox115'],
      /** Nothing is inlined as data: the content security policy then needs no exception. */
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        output: {
          // What the console starts with in one file, what several screens share in another, then one a screen. Of the
          // phrase book a log needs one or two languages, the finder all five.
          codeSplitting: {
            groups: [
              { name: bookOf, test: book, priority: 3 },
              { name: 'start', tags: ['$initial'], priority: 2 },
              { name: 'shared', minShareCount: 2, priority: 1 },
            ],
          },
        },
      },
    },
    server: {
      proxy: {
        '/api': server,
        '/socket.io': { target: server, ws: true },
      },
    },
  };
});
