// What both machine-readable documents are called.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const manifest = resolve(import.meta.dirname, '../../package.json');

export const title = 'Parley';
export const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(manifest, 'utf8')));
