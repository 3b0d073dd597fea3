// A program of its own that hosts an embedded Postgres, so that tests may kill it.
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { createLogger } from '../../server/platform/logger.ts';

const [dataDir = ''] = process.argv.slice(2);
try {
  const { url, pid, died } = await startEmbeddedPostgres({
    dataDir,
    logger: createLogger('silent'),
    durable: true,
  });
  console.log(JSON.stringify({ url, pid }));
  await died;
  console.log(JSON.stringify({ died: true }));
  process.exit(3);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
