// Fault: every connection to the record is cut, again and again, while officers write and an alert runs.
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import type { TestOfficer } from '../support/officer.ts';
import { saidIn } from '../support/said.ts';
import { until } from '../support/until.ts';

const minute = 60_000;

let record: TestRecord;
let node: TestNode;
let north: TestOfficer;
let south: TestOfficer;
let knife: pg.Client;

/** As a restart of Postgres looks to the server: all of its connections end in the middle of whatever they did. */
const cutAll = () =>
  knife.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'test clock'`);

beforeAll(async () => {
  record = await openRecord();
  node = await record.node();
  north = await node.officer('duty.north');
  south = await node.officer('duty.south');
  await south.takeWatch();
  knife = new pg.Client(record.databaseUrl);
  await knife.connect();
});
afterAll(async () => {
  await knife.end();
  await record.close();
});

it('Every message that was acknowledged stands in the log once, in order, though all connections were cut', async () => {
  const { channelId } = await north.openIncident('river');
  const texts = Array.from({ length: 60 }, (_, index) => `message ${index}`);
  const posting = texts.map((text) => north.post(channelId, text));
  for (let cut = 0; cut < 5; cut += 1) await cutAll();
  const places = await Promise.all(posting);

  const posted = await south.entriesOf(channelId, 'message.posted');
  expect(posted.map(({ payload }) => saidIn(payload)).sort()).toEqual([...texts].sort());
  expect(places.map(({ seq }) => seq).sort((one, other) => one - other)).toEqual(
    posted.map(({ seq }) => seq),
  );
});

it('An alert goes on climbing after the connections were cut', async () => {
  const { incidentId } = await north.openIncident('river');
  await north.raise(incidentId);
  await cutAll();
  await until(
    async () => {
      await record.advance(minute);
      return (await north.alert(incidentId)).escalation.state === 'exhausted';
    },
    { what: 'the ladder has run out' },
  );
});
