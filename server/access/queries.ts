// What an officer is told of himself when he has signed in.
import { refuse } from '../../shared/errors.ts';
import { defineQuery, type Query } from '../platform/command.ts';
import { endsWithinReach, selfOf } from './store.ts';

export const accessQueries: readonly Query[] = [
  defineQuery('session.me', async (trx, _input, actor, serverTime) => {
    const self = (await selfOf(trx, actor.officerId)) ?? refuse('session_ended');
    const ends = await endsWithinReach(trx, actor.stationId);
    return { sessionId: actor.sessionId, ...self, ends, serverTime };
  }),
];
