/** Compresses what was built once and well, so that the server never has to: brotli and gzip beside each file. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(?:js|css|html|svg|json|webmanifest)$/;

function compress(path: string): void {
  const plain = readFileSync(path);
  const forms = {
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    gz: gzipSync(plain, { level: 9 }),
  };
  for (const [ending, bytes] of Object.entries(forms))
    if (bytes.length < plain.length) writeFileSync(`${path}.${ending}`, bytes);
}

export function compressed(): Plugin {
  return {
    name: 'parley:compressed',
    apply: 'build',
    // After the service worker, which is one of the files.
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir }) {
        if (!dir) throw new Error('the console is built into a folder');
        for (const file of readdirSync(dir, { recursive: true, withFileTypes: true }))
          if (file.isFile() && compressible.test(file.name)) compress(join(file.parentPath, file.name));
      },
    },
  };
}
