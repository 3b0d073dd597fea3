// Organisations and stations: set up, changed, listed.
import { newId } from '../../shared/ids.ts';
import { audienceOf } from '../journal/channels.ts';
import {
  type Command,
  defineCommand,
  defineQuery,
  type PlacedDraft,
  type Query,
} from '../platform/command.ts';
import { findLocked } from '../platform/find-locked.ts';
import {
  isAdministrator,
  judgeOrganisation,
  judgeStation,
  type OrganisationChange,
  type StationChange,
} from './domain.ts';
import { type Manning, manningChannels, tellLines } from './manning.ts';
import { readManning } from './manning-store.ts';
import {
  findOrganisation,
  findStation,
  insertOrganisation,
  insertStation,
  listOrganisations,
  listStations,
  moveStation,
  reaches,
  readAdministrator,
  updateOrganisation,
  updateStation,
} from './store.ts';

const setOrganisation = defineCommand<
  'organisation.set',
  OrganisationChange & { id: string; channelId: string }
>({
  name: 'organisation.set',
  async load(unit, { code }, actor) {
    const admin = await readAdministrator(unit.sql, actor);
    const find = () => findOrganisation(unit.sql, { code });
    const existing = await findLocked(unit, find, ({ channelId }) => [channelId]);
    if (existing) return { admin, existing, id: existing.id, channelId: existing.channelId };
    const id = newId();
    const channelId = newId();
    await unit.create({
      id: channelId,
      kind: 'organisation',
      organisationId: id,
      audience: audienceOf.organisation(id),
    });
    return { admin, existing, id, channelId };
  },
  allow: ({ admin }) => isAdministrator(admin) || 'not_allowed',
  decide(state, input) {
    const changed = judgeOrganisation(state, input);
    const { channelId, id } = state;
    return {
      entries: changed ? [{ channelId, kind: 'organisation.set', payload: input }] : [],
      result: () => ({ organisationId: id, changed }),
    };
  },
  async save({ sql }, { existing, ...ids }, entries, input) {
    if (entries.length === 0) return undefined;
    await (existing ? updateOrganisation(sql, existing.id, input) : insertOrganisation(sql, ids, input));
    return undefined;
  },
});

interface StationSetting extends StationChange {
  id: string;
  channelId: string;
  manning: Manning | null;
}

/** The lines show the watch officer from now on, or no longer. */
function tellWhoIsShown(manning: Manning | null, showsWatchOfficer: boolean): PlacedDraft[] {
  if (!manning?.holder || !manning.since || manning.showsWatchOfficer === showsWatchOfficer) return [];
  return tellLines({ ...manning, showsWatchOfficer }, manning.holder, manning.since);
}

const setStation = defineCommand<'station.set', StationSetting>({
  name: 'station.set',
  async load(unit, input, actor) {
    const { sql } = unit;
    const admin = await readAdministrator(sql, actor);
    const find = async () => {
      const existing = await findStation(sql, admin, { code: input.code });
      const organisation = await findOrganisation(sql, { code: input.organisationCode });
      return { existing, organisation, manning: existing && (await readManning(sql, existing.id)) };
    };
    // The channel of the organisation is the lock of its tree: two moves at once could else close a circle.
    const found = await findLocked(unit, find, ({ existing, organisation, manning }) => [
      ...(existing ? [existing.organisation.channelId] : []),
      ...(organisation ? [organisation.channelId] : []),
      ...(manning ? manningChannels(manning) : []),
    ]);
    if (!found) return null;
    const { existing, organisation, manning } = found;
    const named =
      input.parentCode === null ? null : await findStation(sql, admin, { code: input.parentCode });
    const parent = named && {
      ...named,
      isBelow: existing !== null && (await reaches(sql, existing.id, named.id)),
    };
    const id = existing?.id ?? newId();
    const channelId = existing?.channelId ?? newId();
    if (!existing) {
      await unit.create({ id: channelId, kind: 'station', stationId: id, audience: audienceOf.station(id) });
    }
    return { admin, existing, organisation, parent, manning, id, channelId };
  },
  allow: ({ admin }) => isAdministrator(admin) || 'not_allowed',
  decide(state, input) {
    const changed = judgeStation(state, input);
    const { id, channelId, manning } = state;
    return {
      entries: changed
        ? [
            { channelId, kind: 'station.set', payload: input },
            ...tellWhoIsShown(manning, input.showsWatchOfficer),
          ]
        : [],
      result: () => ({ stationId: id, changed }),
    };
  },
  async save({ sql }, { existing, organisation, parent, id, channelId }, entries, input) {
    if (entries.length === 0 || !organisation) return undefined;
    const parentId = parent?.id ?? null;
    if (!existing) {
      await insertStation(sql, { id, channelId }, { organisationId: organisation.id, parentId }, input);
      return undefined;
    }
    await updateStation(sql, id, input);
    if (existing.parentId !== parentId) await moveStation(sql, id, parentId);
    return undefined;
  },
});

export const stationCommands: readonly Command[] = [setOrganisation, setStation];

export const stationQueries: readonly Query[] = [
  defineQuery('organisation.list', async (trx, _input, actor) => ({
    organisations: await listOrganisations(trx, actor),
  })),
  defineQuery('station.list', async (trx, _input, actor) => ({ stations: await listStations(trx, actor) })),
];
