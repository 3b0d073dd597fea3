// Which characters the bundled faces can draw: read from the font files that the styles name, as the browser does.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const root = resolve(import.meta.dirname, '../..');
const own = resolve(root, 'client/console/styles/fonts.css');
const chinese = resolve(root, 'node_modules/@fontsource-variable/noto-sans-sc/index.css');

/** The tables whose tag a WOFF2 file gives by number; only the place of cmap matters here. */
const cmapNumber = 0;
const transformed = { glyf: 10, loca: 11 };

/** A number in the seven-bit groups of WOFF2, and where the next thing starts. */
function packedNumber(bytes: Buffer, start: number): [value: number, next: number] {
  let value = 0;
  for (let at = start; ; at += 1) {
    const byte = bytes.readUInt8(at);
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, at + 1];
  }
}

/** The cmap table of a WOFF2 file: it is compressed with the others, but never transformed. */
function cmapTable(file: string): Buffer {
  const bytes = readFileSync(file);
  const tables = bytes.readUInt16BE(12);
  let at = 48;
  let offset = 0;
  let cmap: [start: number, end: number] | undefined;
  for (let index = 0; index < tables; index += 1) {
    const flags = bytes.readUInt8(at);
    const number = flags & 63;
    const version = flags >> 6;
    at += number === 63 ? 5 : 1;
    const [length, afterLength] = packedNumber(bytes, at);
    at = afterLength;
    const isShape = number === transformed.glyf || number === transformed.loca;
    let stored = length;
    if (isShape ? version !== 3 : version !== 0) [stored, at] = packedNumber(bytes, at);
    if (number === cmapNumber) cmap = [offset, offset + stored];
    offset += stored;
  }
  if (!cmap) throw new Error(`${file} has no cmap`);
  return brotliDecompressSync(bytes.subarray(at, at + bytes.readUInt32BE(20))).subarray(...cmap);
}

/** Format 4: segments of the first 65,536 characters. */
function* segmentCharacters(table: Buffer): Generator<number> {
  const segments = table.readUInt16BE(6) / 2;
  for (let index = 0; index < segments; index += 1) {
    const end = table.readUInt16BE(14 + 2 * index);
    const start = table.readUInt16BE(16 + 2 * (segments + index));
    const delta = table.readUInt16BE(16 + 2 * (2 * segments + index));
    const rangeAt = 16 + 2 * (3 * segments + index);
    const range = table.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph =
        range === 0 ? (code + delta) & 0xffff : table.readUInt16BE(rangeAt + range + 2 * (code - start));
      if (glyph !== 0) yield code;
    }
  }
}

/** Format 12: groups of characters of any plane. */
function* groupCharacters(table: Buffer): Generator<number> {
  for (let at = 16; at < 16 + 12 * table.readUInt32BE(12); at += 12) {
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code += 1) yield code;
  }
}

/** The characters for which a font file has a glyph. */
function fontCharacters(file: string): Set<number> {
  const cmap = cmapTable(file);
  const found = new Set<number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * index));
    const format = table.readUInt16BE(0);
    const characters = format === 4 ? segmentCharacters(table) : format === 12 ? groupCharacters(table) : [];
    for (const code of characters) found.add(code);
  }
  return found;
}

function inRange(code: number, ranges: string): boolean {
  return ranges.split(',').some((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return Number.parseInt(first, 16) <= code && code <= Number.parseInt(last, 16);
  });
}

/** What one style sheet's faces draw: in the file and within the range for which the browser fetches it. */
function facesCharacters(styleSheet: string): Map<string, Set<number>> {
  const locate = (address: string) =>
    address.startsWith('@') ? resolve(root, 'node_modules', address) : resolve(dirname(styleSheet), address);
  const families = new Map<string, Set<number>>();
  for (const [, face = ''] of readFileSync(styleSheet, 'utf8').matchAll(/@font-face\s*{([^}]*)}/g)) {
    const said = (pattern: RegExp) => pattern.exec(face)?.[1] ?? '';
    const family = said(/font-family:\s*["']?([^"';]+)/);
    const ranges = said(/unicode-range:\s*([^;]+)/);
    const file = locate(said(/url\(\s*["']?([^"')]+)/));
    const drawn = families.get(family) ?? new Set();
    for (const code of fontCharacters(file)) if (inRange(code, ranges)) drawn.add(code);
    families.set(family, drawn);
  }
  return families;
}

/** Fetched when Chinese first appears. */
export const chineseFamily = 'Noto Sans SC Variable';
/** Draws only the name by which Chinese offers itself. */
export const nameFamily = 'Noto Sans Han Name';

/** By family: the faces of the console's own sheet, and the Chinese one that is fetched when it is needed. */
export function bundledFaces(): Map<string, Set<number>> {
  return new Map([...facesCharacters(own), ...facesCharacters(chinese)]);
}
