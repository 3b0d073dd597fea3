#!/usr/bin/env node
// Starts the command line on a Node that runs TypeScript: this one, or the one that stands in the dependencies.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 24 || (major === 24 && minor >= 12)) {
  await import('./main.ts');
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = [
    `node-${process.platform.replace('win32', 'win')}-${process.arch}/bin/${name}`,
    `.bin/${name}`,
  ]
    .map((path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url)))
    .find((path) => existsSync(path));
  if (!pinned) {
    console.error(`parley needs Node 24.12 or later; this is ${process.versions.node}. Run npm ci first.`);
    process.exit(1);
  }
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal signals both; this one waits for the other's end and takes its code.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`parley could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}
