// The one connection that commits message batches: opened when needed, opened again after it was lost.
import type { Client } from 'pg';
import { openClient } from '../platform/database.ts';

/**
 * Its statements touch a few rows by their keys, however many there are. The planner must not decide otherwise: of a
 * record that has just grown it knows no sizes, and a plan for empty tables is twenty times slower.
 */
const byKeys = `
  set plan_cache_mode = force_generic_plan;
  set enable_seqscan = off; set enable_bitmapscan = off; set enable_hashjoin = off; set enable_mergejoin = off`;

export interface Writer {
  /** Runs one named, prepared statement; autocommit makes it a transaction of its own. */
  run<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export function createWriter(databaseUrl: string): Writer {
  let client: Promise<Client> | null = null;

  async function open(): Promise<Client> {
    const opened = await openClient(databaseUrl, 'parley writer');
    await opened.query(byKeys);
    return opened;
  }

  function connect(): Promise<Client> {
    const opening = open();
    const forget = () => {
      if (client === opening) client = null;
    };
    opening.then((opened) => opened.on('end', forget).on('error', forget), forget);
    return opening;
  }

  return {
    async run<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
      client ??= connect();
      const opened = await client;
      const { rows } = await opened.query({ name, text, values: [...values] });
      return rows as Row[];
    },
    async close() {
      const opened = await client?.catch(() => null);
      await opened?.end();
    },
  };
}
