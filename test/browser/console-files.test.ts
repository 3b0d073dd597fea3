// The console's files as the server sends them: compressed as the browser asks, kept where that is safe, under a strict policy.
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtFile, entryFiles } from '../support/built-console.ts';
import { buildConsole } from '../support/console.ts';
import { openScene } from '../support/scene.ts';

describe('the files of the console', () => {
  const scene = openScene();
  let script = '';
  beforeAll(async () => {
    await buildConsole();
    script = `/${entryFiles().find((name) => /start-.*\.js$/.test(name))}`;
  });

  function get(path: string, headers: Record<string, string> = {}) {
    const { hostname, port } = new URL(scene.node().url);
    return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
      (resolve, reject) => {
        // Not `fetch`: it asks for compression and undoes it unseen, and tidies a path.
        const asked = request({ hostname, port, path, headers }, (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
          );
        });
        asked.on('error', reject);
        asked.end();
      },
    );
  }

  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
    [undefined, 'identity', (body: Buffer) => body],
  ])('come as %s to a browser that accepts %s', async (encoding, accepted, unpack) => {
    const { status, headers, body } = await get(script, { 'accept-encoding': accepted });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers.vary).toContain('Accept-Encoding');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(unpack(body).equals(builtFile(script))).toBe(true);
  });

  test.each(['/', '/index.html', '/service-worker.js', '/manifest.webmanifest', '/some/other/address'])(
    'that keep their name are asked for anew, and answered in a line when they are the same: %s',
    async (path) => {
      const first = await get(path, { 'accept-encoding': 'br' });
      expect(first.status).toBe(200);
      expect(first.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'br' });
      const again = await get(path, { 'accept-encoding': 'br', 'if-none-match': String(first.headers.etag) });
      expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
      const plain = await get(path, { 'accept-encoding': 'identity' });
      expect(plain.headers.etag).not.toBe(first.headers.etag);
    },
  );

  test('that are not there are refused with a code, and nothing outside their folder is sent', async () => {
    const missing = await get('/assets/start-00000000.js', { 'accept-encoding': 'br' });
    expect(missing.status).toBe(404);
    expect(JSON.parse(missing.body.toString())).toMatchObject({ ok: false, error: { code: 'not_found' } });
    for (const path of ['/assets/../../../../package.json', '/assets/..%2f..%2f..%2f..%2fpackage.json']) {
      const { body } = await get(path, { 'accept-encoding': 'br' });
      expect(body.toString()).not.toContain('"parley"');
    }
  });

  test('come under a policy that lets in nothing from elsewhere', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
    ])
      expect(policy).toContain(rule);
    expect(policy).toContain("img-src 'self';");
    expect(policy).not.toMatch(/https?:|data:/);
  });
});
