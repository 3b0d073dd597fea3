// The ladders of the ends: set and listed. A running escalation keeps the one that was frozen into it.
import { newId } from '../../../shared/ids.ts';
import { type Command, defineCommand, defineQuery, type Query } from '../../platform/command.ts';
import { findLocked } from '../../platform/find-locked.ts';
import { isAdministrator } from '../../stations/domain.ts';
import { readAdministrator } from '../../stations/store.ts';
import { judgePolicy, type PolicyChange } from './domain.ts';
import { findEnd, findPolicy, listPolicies, savePolicy } from './store.ts';

const setPolicy = defineCommand<'policy.set', PolicyChange & { id: string }>({
  name: 'policy.set',
  async load(unit, input, actor) {
    const admin = await readAdministrator(unit.sql, actor);
    const find = () => findEnd(unit.sql, admin, input);
    const end = await findLocked(unit, find, ({ channelId }) => [channelId]);
    const existing = end && (await findPolicy(unit.sql, end.lineId, end.id, input.severity));
    return { admin, end, existing, id: existing?.id ?? newId() };
  },
  allow: ({ admin }) => isAdministrator(admin) || 'not_allowed',
  decide(state, input) {
    const { changed, end } = judgePolicy(state, input.ladder);
    return {
      entries: changed ? [{ channelId: end.channelId, kind: 'policy.set', payload: input }] : [],
      result: () => ({ policyId: state.id, changed }),
    };
  },
  async save({ sql }, { end, id }, entries, { severity, ladder }) {
    if (end && entries.length > 0) {
      await savePolicy(sql, { id, lineId: end.lineId, endId: end.id, severity, ladder });
    }
    return undefined;
  },
});

export const policyCommands: readonly Command[] = [setPolicy];

export const policyQueries: readonly Query[] = [
  defineQuery('policy.list', async (trx, _input, actor) => ({ policies: await listPolicies(trx, actor) })),
];
