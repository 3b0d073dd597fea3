// An officer of the demo at work: signed in like anybody, doing everything by the commands of the contract.
import { hash } from 'node:crypto';
import {
  type CommandName,
  contracts,
  type InputOf,
  type Name,
  type OutputOf,
  type QueryName,
} from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { type Id, newId } from '../../shared/ids.ts';
import type { Language } from '../../shared/text.ts';
import type { Caller } from '../access/access.ts';
import type { Handlers } from '../commands.ts';

export interface Player {
  send<N extends CommandName | QueryName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** The station he serves at and the language he writes. */
  stationId: string;
  language: Language;
  lineId(code: string): Promise<string>;
  signOut(): Promise<void>;
}

async function call<N extends Name>(
  handlers: Handlers,
  name: N,
  input: InputOf<N>,
  caller: Caller | null,
  key = newId(),
): Promise<OutputOf<N>> {
  const parsed = contracts[name].input.parse(input);
  const { result, publish } = await handlers[name]({ caller, address: 'demo', key, input: parsed });
  publish();
  return result as OutputOf<N>;
}

/** The n-th act of an officer has the same key in every run: a history that was cut short is played again, and nothing twice. */
function keyOfAct(username: string, n: number): Id {
  const hex = hash('sha256', `demo ${username} ${n}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

export async function signInAs(handlers: Handlers, username: string, password: string): Promise<Player> {
  const device = 'demo';
  const { sessionId } = await call(handlers, 'session.open', { username, password, device }, null);
  const { officer } = await call(handlers, 'session.me', {}, { sessionId, officerId: '' });
  const caller = { sessionId, officerId: officer.id };
  let acts = 0;
  const send: Player['send'] = (name, input) => {
    acts += 1;
    return call(handlers, name, input, caller, keyOfAct(username, acts));
  };
  return {
    send,
    stationId: officer.stationId,
    language: officer.language,
    async lineId(code) {
      const { lines } = await send('line.list', {});
      return lines.find((line) => line.code === code)?.id ?? refuse('not_found');
    },
    async signOut() {
      await call(handlers, 'session.close', {}, caller);
    },
  };
}
