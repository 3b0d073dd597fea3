// The console as it was built: its files, and which of them a browser needs before anything works.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

const dist = resolve(import.meta.dirname, '../../client/console/dist');

export function builtFile(name: string): Buffer {
  return readFileSync(join(dist, name));
}

/** Names of the built files that end in `ending`, below the folder of the console. */
export function builtFiles(ending: string): string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** What a script imports before it runs itself. */
function importsOf(name: string): string[] {
  return parseAst(builtFile(name).toString())
    .body.flatMap((node) =>
      node.type === 'ImportDeclaration' ||
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' && node.source)
        ? [String(node.source?.value)]
        : [],
    )
    .map((source) => join('assets', source));
}

/** The page, and the scripts and styles that stand between it and its first drawing. */
export function entryFiles(): string[] {
  const page = builtFile('index.html').toString();
  const linked = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, name = '']) => name,
  );
  const found = new Set(['index.html', ...linked]);
  for (const name of found) if (name.endsWith('.js')) for (const next of importsOf(name)) found.add(next);
  return [...found];
}

export function gzippedBytes(name: string): number {
  return gzipSync(builtFile(name), { level: 9 }).length;
}
