// What hostile input is thrown at: one node, two officers who face each other, a case with an alert.
import { afterAll, beforeAll, expect } from 'vitest';
import type { OutputOf } from '../../../shared/commands.ts';
import { openRecord, type TestNode, type TestRecord } from '../../support/application.ts';
import { stopClock } from '../../support/clock.ts';
import { fingerprint } from '../../support/fingerprint.ts';
import { listenForNews } from '../../support/heard.ts';
import { codeOf, type RawOfficer, rawOfficer } from '../../support/raw-officer.ts';

let record: TestRecord;
export let node: TestNode;
export let north: RawOfficer;
export let south: RawOfficer;
export let admin: RawOfficer;
export let opened: OutputOf<'incident.open'>;
export let alert: OutputOf<'alert.raise'>;
let lineId: string;

export const say = (text: string) => ({
  channelId: opened.channelId,
  text,
  lang: 'en',
  marker: 'information',
});
export const note = (text: string) => ({ incidentId: opened.incidentId, text, lang: 'en' });
export const amend = (changes: object) => ({ incidentId: opened.incidentId, changes });
export const open = (more: object) => ({
  lineId,
  title: 'Boats',
  category: 'other',
  severity: 'Minor',
  ...more,
});
export const organisation = (more: object) => ({
  ...{ code: 'third', name: { en: 'Third' }, kind: 'counterpart', country: 'LA', language: 'lo' },
  ...{ timeZone: 'Asia/Vientiane', ...more },
});

/** Opens what is attacked before the tests of a file, and closes it after them. */
export function openTarget(): void {
  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    // No step of the alert may fall due while a slow machine is at the attacks.
    await stopClock(node.application.db);
    north = await rawOfficer(node.url, 'duty.north');
    south = await rawOfficer(node.url, 'duty.south');
    admin = await rawOfficer(node.url, 'admin.home');
    const { lines } = await north.get<OutputOf<'line.list'>>('line.list', {});
    lineId = lines.find(({ code }) => code === 'river')?.id ?? '';
    opened = await north.get('incident.open', open({}));
    const alarm = { urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' };
    alert = await north.get('alert.raise', { ...note('Answer'), ...alarm });
  });
  afterAll(async () => {
    for (const officer of [north, south, admin]) officer.close();
    await record.close();
  });
}

/** Does something hostile and asserts that the record did not move and that the others are still served. */
export async function unharmed(attack: () => Promise<void>): Promise<void> {
  const before = await fingerprint(node.application.db);
  const news = await listenForNews(node.application.db, [south]);
  await attack();
  expect(await fingerprint(node.application.db)).toBe(before);
  expect(south.socket.connected).toBe(true);
  expect(codeOf(await south.reach('session.me', {}))).toBe('ok');
  expect(news()).toEqual([]);
}

export async function refusedWith(code: string, name: string, input: unknown, as = north): Promise<void> {
  expect([name, codeOf(await as.reach(name, input))]).toEqual([name, code]);
  expect([name, codeOf(await as.reachHttp(name, input))]).toEqual([name, code]);
}
