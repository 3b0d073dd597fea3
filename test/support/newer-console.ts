// Stands before a node and, once the test says so, brings out a newer service worker: a new version of the console.
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { builtFile } from './built-console.ts';

export const newerVersion = '000000000000';

export interface Front {
  url: string;
  /** From now on the service worker is that of another version. */
  bringOut(): void;
  close(): Promise<void>;
}

export async function openFront(nodeUrl: string): Promise<Front> {
  const { hostname, port } = new URL(nodeUrl);
  let isNewer = false;
  const front = createServer((asked, answer) => {
    if (isNewer && asked.url === '/service-worker.js') {
      const worker = builtFile('service-worker.js').toString();
      answer.setHeader('Content-Type', 'text/javascript');
      return answer.end(worker.replace(/version:`[0-9a-f]{12}`/, `version:\`${newerVersion}\``));
    }
    const { method, url: path, headers } = asked;
    const further = request({ hostname, port, method, path, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    further.on('error', () => answer.destroy());
    asked.pipe(further);
  });
  front.on('upgrade', (asked, near) => {
    const far = connect(Number(port), hostname, () => {
      const lines = asked.rawHeaders.map((part, index) => (index % 2 ? `${part}\r\n` : `${part}: `));
      far.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
      far.pipe(near).pipe(far);
    });
    for (const end of [near, far]) end.on('error', () => near.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const address = front.address();
  if (typeof address !== 'object' || !address) throw new Error('the front has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    bringOut() {
      isNewer = true;
    },
    async close() {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
