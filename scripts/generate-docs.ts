// `npm run docs`: the protocol in words, as OpenAPI and as AsyncAPI, made from the schemas. `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { asyncapi } from './docs/asyncapi.ts';
import { openapi } from './docs/openapi.ts';
import { protocol } from './docs/protocol.ts';

const root = resolve(import.meta.dirname, '..');
const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** The text of every generated file, by its path in the repository. */
export function generateDocs(): Record<string, string> {
  return {
    'docs/protocol.md': protocol(),
    'docs/openapi.json': json(openapi()),
    'docs/asyncapi.json': json(asyncapi()),
  };
}

function run(onlyCheck: boolean): void {
  for (const [path, text] of Object.entries(generateDocs())) {
    const file = resolve(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    if (!onlyCheck) writeFileSync(file, text);
    else process.exitCode = 1;
    console.log(onlyCheck ? `${path} is out of date: run npm run docs` : `${path} is written`);
  }
}

if (import.meta.main) run(process.argv.includes('--check'));
