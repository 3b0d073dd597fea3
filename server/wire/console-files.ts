// The console's files: compressed forms where the build made them, kept for ever by browsers where named by their content.
import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Express, type Request, type Response, type Router } from 'express';

/** Best first. Content-Encoding and the ending of the file beside the plain one. */
const forms = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

const typeOf: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** A compressed form is a file of its own to Express: its length, its etag and its ranges are those of what is sent. */
function describe(response: Response, file: string): void {
  const form = forms.find(({ ending }) => file.endsWith(ending));
  const plain = form ? file.slice(0, -form.ending.length) : file;
  const type = typeOf[path.extname(plain)];
  if (type) response.setHeader('Content-Type', type);
  if (form) response.setHeader('Content-Encoding', form.encoding);
}

/** Points a request for `/x.js` to `/x.js.br` where the browser reads brotli and the build made one. */
function chooseForm(folder: string) {
  return (request: Request, response: Response, next: () => void): void => {
    const [pathname = '', query] = request.url.split('?', 2);
    if (path.extname(pathname) in typeOf) {
      response.vary('Accept-Encoding');
      const form = forms.find(({ encoding }) => request.acceptsEncodings(encoding));
      // A path that leaves the folder finds no file here and is refused by Express.
      if (form && !pathname.includes('..') && existsSync(path.join(folder, pathname + form.ending)))
        request.url = `${pathname}${form.ending}${query === undefined ? '' : `?${query}`}`;
    }
    next();
  };
}

/** Every other address is the console's own: it opens its page. */
export function serveConsole(app: Express, folder: string): void {
  const files = (options: object): Router =>
    express.Router().use(chooseForm(folder), express.static(folder, { ...options, setHeaders: describe }));
  const named = files({ immutable: true, maxAge: '1y', fallthrough: false, index: false });
  const fresh = files({ cacheControl: false, index: false });
  const page = path.join(folder, 'index.html');
  app.use((request, response, next) =>
    request.path.startsWith('/assets/') ? named(request, response, next) : next(),
  );
  // Asked for anew each time, so that a new version is found; what has not changed is answered in a line.
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  }, fresh);
  app.get('/{*path}', (request, response, next) => {
    if (!existsSync(page)) return next();
    request.url = '/index.html';
    fresh(request, response, next);
  });
}
