// Builds the web console when it has not been built yet or its sources are newer than what was built.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const consoleFolder = join(root, 'client/console');
const config = join(consoleFolder, 'vite.config.ts');
const built = join(consoleFolder, 'dist/index.html');
const sources = [
  consoleFolder,
  join(root, 'client/sdk'),
  join(root, 'shared'),
  join(root, 'package-lock.json'),
];

const vite = findVite();
if (!existsSync(config)) {
  console.log('There are no console sources here, so the server starts without a console.');
} else if (!isStale()) {
  // Nothing to do.
} else if (!vite) {
  console.log('Vite is not installed, so the console is served as it was built before, or not at all.');
} else {
  build(vite);
}

function findVite(): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  } catch {
    return null;
  }
}

function isStale(): boolean {
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => newestChange(source) > builtAt);
}

function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  // The folder's own time tells of removed files; what was built lies inside and does not count.
  const names = readdirSync(path).filter((name) => name !== 'dist');
  const own = path === consoleFolder ? 0 : mtimeMs;
  return Math.max(own, ...names.map((name) => newestChange(join(path, name))));
}

function build(vite: string): void {
  const result = spawnSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  // The hotline goes on without its console: programs and the command line still reach it.
  console.error(`The console could not be built:\n${result.stdout}${result.stderr}`);
}
