// The one connection that commits message batches: opened when needed, opened again after it was lost.
import type { Client } from 'pg';
import { openClient } from '../platform/database.ts';

export interface Writer {
  /** Runs one named, prepared statement; autocommit makes it a transaction of its own. */
  run<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export function createWriter(databaseUrl: string): Writer {
  let client: Promise<Client> | null = null;

  function connect(): Promise<Client> {
    const opening = openClient(databaseUrl, 'parley writer');
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
