// Every migration in its order. Forward only: a mistake is mended by the next one.
import type { Migration } from 'kysely/migration';
import { up as record } from './0001-record.ts';
import { up as search } from './0002-search.ts';

export const migrations: Record<string, Migration> = {
  '0001-record': { up: record },
  '0002-search': { up: search },
};
