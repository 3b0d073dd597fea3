#!/usr/bin/env node
// Starts the command line on a Node that runs TypeScript: this one, or the one that stands in the dependencies.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants, homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

function findPinnedNode() {
  const platform = process.platform.replace('win32', 'win');
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return [`node-${platform}-${process.arch}/bin/${name}`, `.bin/${name}`]
    .map((path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url)))
    .find((path) => existsSync(path));
}

if (major > 24 || (major === 24 && minor >= 12)) {
  // Scripts call this often: the second start takes half the time. In one's own folder, where nobody else can plant code.
  module.enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'parley'));
  await import('./main.ts');
} else {
  const pinned = findPinnedNode();
  if (!pinned) {
    console.error(`parley needs Node 24.12 or later; this is ${process.versions.node}. Run npm ci first.`);
    process.exit(1);
  }
  const self = fileURLToPath(import.meta.url);
  const child = spawn(pinned, [self, ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal signals both; this one waits for the other's end and takes its code.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`parley could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
