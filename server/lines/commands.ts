// Lines and their agreements: set up, changed, listed.
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { refuse } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { agreementFields } from '../../shared/nouns/line.ts';
import { audienceOf } from '../journal/channels.ts';
import { type Command, defineCommand, defineQuery, type Query } from '../platform/command.ts';
import { findLocked } from '../platform/find-locked.ts';
import { type Administrator, isAdministrator } from '../stations/domain.ts';
import { readAdministrator } from '../stations/store.ts';
import { judgeLine, type KnownLine, type LineChange, mayAdministerLine } from './domain.ts';
import { listLines } from './list-store.ts';
import {
  addSides,
  type FoundEnd,
  findAgreement,
  findEnds,
  findLine,
  owesAnswer,
  saveAgreement,
  saveLine,
} from './store.ts';

const setLine = defineCommand<'line.set', LineChange & { id: string; channelId: string }>({
  name: 'line.set',
  async load(unit, { code, endCodes }, actor) {
    const { sql } = unit;
    const admin = await readAdministrator(sql, actor);
    const find = async () => ({
      existing: await findLine(sql, admin, code),
      ends: await findEnds(sql, admin, endCodes),
    });
    // The watches of all ends stand still meanwhile: each change of a watch is told to every line of its station.
    const found = await findLocked(unit, find, ({ existing, ends }) => {
      const stations: (FoundEnd | null)[] = [...ends, ...(existing?.ends ?? [])];
      return [...(existing ? [existing] : []), ...stations].flatMap((one) => (one ? [one.channelId] : []));
    });
    if (!found) return null;
    const { existing, ends } = found;
    const left = existing?.ends.filter((end) => !endCodes.includes(end.code)) ?? [];
    const leftIds = left.map((end) => end.id);
    const leavesAlertsOpen = existing !== null && (await owesAnswer(sql, existing.id, leftIds));
    const id = existing?.id ?? newId();
    const channelId = existing?.channelId ?? newId();
    if (!existing)
      await unit.create({ id: channelId, kind: 'line', lineId: id, audience: audienceOf.line(id) });
    return { admin, existing, ends, leavesAlertsOpen, id, channelId };
  },
  allow: ({ admin }) => isAdministrator(admin) || 'not_allowed',
  decide(state, input) {
    const changed = judgeLine(state, input);
    const { id, channelId } = state;
    return {
      entries: changed ? [{ channelId, kind: 'line.set', payload: input }] : [],
      result: () => ({ lineId: id, changed }),
    };
  },
  async save({ sql }, { existing, ends, id, channelId }, entries, input) {
    if (entries.length === 0) return undefined;
    const endIds = ends.flatMap((end) => (end ? [end.id] : []));
    await saveLine(sql, { id, channelId, isNew: !existing }, input, endIds);
    const before = new Set(existing?.ends.map((end) => end.id));
    for (const endId of endIds) if (existing && !before.has(endId)) await addSides(sql, id, endId);
    return undefined;
  },
});

interface AgreementChange {
  admin: Administrator;
  line: KnownLine | null;
  existing: (z.infer<typeof agreementFields> & { id: string }) | null;
  id: string;
}

const setAgreement = defineCommand<'agreement.set', AgreementChange>({
  name: 'agreement.set',
  async load(unit, { lineCode }, actor) {
    const admin = await readAdministrator(unit.sql, actor);
    const find = () => findLine(unit.sql, admin, lineCode);
    const line = await findLocked(unit, find, ({ channelId }) => [channelId]);
    const existing = line && (await findAgreement(unit.sql, line.id));
    return { admin, line, existing, id: existing?.id ?? newId() };
  },
  allow: ({ admin }) => isAdministrator(admin) || 'not_allowed',
  decide({ admin, line, existing, id }, { lineCode: _lineCode, ...fields }) {
    if (!line || !mayAdministerLine(admin, line.kind, line.ends))
      return refuse('reference_unknown', { field: 'lineCode' });
    const changed = !existing || !isDeepStrictEqual(existing, { id, ...fields });
    return {
      entries: changed ? [{ channelId: line.channelId, kind: 'agreement.set', payload: fields }] : [],
      result: () => ({ agreementId: id, changed }),
    };
  },
  async save({ sql }, { line, id }, entries, input) {
    if (line && entries.length > 0) await saveAgreement(sql, id, line.id, input);
    return undefined;
  },
});

export const lineCommands: readonly Command[] = [setLine, setAgreement];

export const lineQueries: readonly Query[] = [
  defineQuery('line.list', async (trx, _input, actor, now) => ({ lines: await listLines(trx, actor, now) })),
];
