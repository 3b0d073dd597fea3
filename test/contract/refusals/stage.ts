// The stage of the refusals: who is there, and one case, alert and line of every sort to be refused at.
import type { OutputOf } from '../../../shared/commands.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { openRecord, type TestNode, type TestRecord } from '../../support/application.ts';
import { stopClock } from '../../support/clock.ts';
import { type RawOfficer, rawOfficer } from '../../support/raw-officer.ts';
import { smallWorld } from '../../support/world.ts';

export const minute = 60_000;

export interface Cast {
  north: RawOfficer;
  south: RawOfficer;
  relief: RawOfficer;
  observer: RawOfficer;
  commander: RawOfficer;
  southCommander: RawOfficer;
  east: RawOfficer;
  home: RawOfficer;
  admin: RawOfficer;
  awayAdmin: RawOfficer;
}

export interface Stage {
  river: OutputOf<'line.list'>['lines'][number];
  ridge: OutputOf<'line.list'>['lines'][number];
  northEnd: string;
  southEnd: string;
  eastEnd: string;
  open: OutputOf<'incident.open'>;
  alert: OutputOf<'alert.raise'>;
  turn: number;
  closed: OutputOf<'incident.open'>;
  withdrawn: OutputOf<'alert.raise'>;
  ridgeCase: OutputOf<'incident.open'>;
  ridgeAlert: OutputOf<'alert.raise'>;
  /** North's private channel in the open case. */
  northSide: string;
  southOfficerId: string;
}

export const say = (channelId: string, text = 'a word') => ({
  channelId,
  text,
  lang: 'en',
  marker: 'information',
});
export const alarm = (incidentId: string, more: object = {}) => ({
  incidentId,
  ...{ text: 'Answer', lang: 'en', urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' },
  ...more,
});
export const found = <T>(thing: T | undefined): T => {
  if (thing === undefined) throw new Error('the stage is not set');
  return thing;
};

export async function openCase(officer: RawOfficer, lineId: string): Promise<OutputOf<'incident.open'>> {
  const input = { lineId, title: 'Boats at night', category: 'illegal_fishing', severity: 'Moderate' };
  return officer.get('incident.open', input);
}

async function setStage({ north, south, commander, east }: Cast): Promise<Stage> {
  const { lines } = await north.get<OutputOf<'line.list'>>('line.list', {});
  const river = found(lines.find(({ code }) => code === 'river'));
  const ridge = found(lines.find(({ code }) => code === 'ridge'));
  const endOf = (line: typeof river, code: string) => found(line.ends.find((end) => end.code === code)).endId;
  const open = await openCase(north, river.id);
  const alert = await north.get<OutputOf<'alert.raise'>>('alert.raise', alarm(open.incidentId));
  const { alerts, sides } = await north.get<OutputOf<'incident.get'>>('incident.get', {
    incidentId: open.incidentId,
  });
  const closed = await openCase(south, river.id);
  const withdrawn = await south.get<OutputOf<'alert.raise'>>('alert.raise', alarm(closed.incidentId));
  await south.get('alert.withdraw', { alertId: withdrawn.alertId, reason: 'A mistake' });
  await south.get('incident.change_status', {
    incidentId: closed.incidentId,
    to: 'resolved',
    reason: 'Done',
  });
  await commander.get('incident.change_status', {
    incidentId: closed.incidentId,
    ...{ to: 'closed', reason: 'Done', alone: true },
  });
  const ridgeCase = await openCase(east, ridge.id);
  const ridgeAlert = await east.get<OutputOf<'alert.raise'>>('alert.raise', alarm(ridgeCase.incidentId));
  const { officer } = await south.get<OutputOf<'session.me'>>('session.me', {});
  return {
    ...{ river, ridge, open, alert, closed, withdrawn, ridgeCase, ridgeAlert },
    northEnd: endOf(river, 'north'),
    southEnd: endOf(river, 'south'),
    eastEnd: endOf(ridge, 'east'),
    turn: found(alerts[0]?.escalations[0]).turn,
    northSide: found(sides[0]).channelId,
    southOfficerId: officer.id,
  };
}

export interface Scene {
  record: TestRecord;
  node: TestNode;
  cast: Cast;
  stage: Stage;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const record = await openRecord();
  const node = await record.node();
  // No step of an alert may fall due while a slow machine compares what was before with what is after.
  await stopClock(node.application.db);
  const officer = (username: string) => rawOfficer(node.url, username);
  const cast: Cast = {
    north: await officer('duty.north'),
    south: await officer('duty.south'),
    relief: await officer('relief.north'),
    observer: await officer('observer.north'),
    commander: await officer('commander.north'),
    southCommander: await officer('commander.south'),
    east: await officer('duty.east'),
    home: await officer('commander.home'),
    admin: await officer('admin.home'),
    awayAdmin: await officer('admin.away'),
  };
  const { station: post } = await cast.north.get<OutputOf<'session.me'>>('session.me', {});
  await cast.north.get('watch.take', { stationId: post.id });
  return {
    ...{ record, node, cast, stage: await setStage(cast) },
    async close() {
      for (const one of Object.values(cast)) one.close();
      await record.close();
    },
  };
}

export type Attempt = [as: RawOfficer, name: string, input: unknown];
export type Row = [code: ErrorCode, sentence: string, attempt: (scene: Scene) => Attempt | Promise<Attempt>];

export const station = (officer: RawOfficer) =>
  officer.get<OutputOf<'session.me'>>('session.me', {}).then((me) => me.station);
export const worldStation = (code: string) => found(smallWorld.stations.find((one) => one.code === code));
export const worldOfficer = (username: string) =>
  found(smallWorld.officers.find((one) => one.username === username));
export const worldLine = (code: string) => found(smallWorld.lines.find((one) => one.code === code));
