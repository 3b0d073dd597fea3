// An officer at his device, speaking the words of the service: the stories are told through him and the SDK.
import { connect, type ParleyClient } from '../../client/sdk/client.ts';
import { Unreachable } from '../../client/sdk/unreachable.ts';
import { contracts, type InputOf, type OutputOf } from '../../shared/commands.ts';
import type { Entry, EntryKind, EntryOf } from '../../shared/entry.ts';
import { type ErrorCode, Refusal } from '../../shared/errors.ts';
import type { Alert, Escalation, QueueItem } from '../../shared/nouns/alert.ts';
import type { Line } from '../../shared/nouns/line.ts';
import { toAcceptedItem } from '../../shared/nouns/watch.ts';
import { until } from './until.ts';
import { password } from './world.ts';

type Case = OutputOf<'incident.get'>;

export interface TestOfficer {
  client: ParleyClient;
  /** As the client's, and each answer is parsed by its output schema. */
  send: ParleyClient['send'];
  line(code: string): Promise<Line>;
  /** Takes the watch of his own station. */
  takeWatch(): Promise<void>;
  /** Accepts the offered watch of his own station with every item that is open. */
  acceptWatch(): Promise<OutputOf<'watch.accept'>>;
  openIncident(
    lineCode: string,
    more?: Partial<InputOf<'incident.open'>>,
  ): Promise<OutputOf<'incident.open'>>;
  /** Raises a Severe alert for all other ends, unless told otherwise. */
  raise(incidentId: string, more?: Partial<InputOf<'alert.raise'>>): Promise<OutputOf<'alert.raise'>>;
  post(channelId: string, text: string): Promise<OutputOf<'message.post'>>;
  read(incidentId: string): Promise<Case>;
  /** The first alert of a case, and its escalation against the first addressed end. */
  alert(incidentId: string): Promise<{ alert: Alert; escalation: Escalation }>;
  entries(channelId: string): Promise<Entry[]>;
  entriesOf<K extends EntryKind>(channelId: string, kind: K): Promise<EntryOf<K>[]>;
  queue(): Promise<QueueItem[]>;
  close(): void;
}

/** The code a promise is refused with; fails when it is fulfilled or fails otherwise. */
export async function refusalOf(promise: Promise<unknown>): Promise<ErrorCode> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('it was not refused');
}

/**
 * Asks again while the server is too busy. The client gives up after ten seconds without an answer, and the server after
 * two of silence in a transaction; a machine that is busy with many passwords takes longer.
 */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const passes = error instanceof Unreachable || (error instanceof Refusal && error.retryable);
      if (!passes || tries === 6) throw error;
    }
  }
}

/** Ends every session of this officer, at whatever device. */
export async function signOutEverywhere({ client }: TestOfficer): Promise<void> {
  try {
    await patiently(() => client.signOut({ everywhere: true }));
  } catch (error) {
    // It had ended them when its answer was lost.
    if (!(error instanceof Refusal && error.code === 'session_ended')) throw error;
  }
}

/** Signs in and waits until the socket is connected. Calls are not confirmed and marks not sent unless asked for. */
export async function signIn(url: string, username: string, autoConfirmCalls = false): Promise<TestOfficer> {
  const client = connect({ url, device: `test device of ${username}`, autoConfirmCalls });
  await patiently(() => client.signIn(username, password));
  await until(() => client.state.get().link.status === 'connected', { what: `${username} is connected` });
  // Every answer in every story is held against the contract.
  const send: TestOfficer['send'] = async (name, input, options) => {
    const result = await client.send(name, input, options);
    contracts[name].output.parse(result);
    return result;
  };

  const officer: TestOfficer = {
    client,
    send,
    async line(code) {
      const { lines } = await send('line.list', {});
      const line = lines.find((one) => one.code === code);
      if (!line) throw new Error(`${username} has no line ${code}`);
      return line;
    },
    async takeWatch() {
      const { station } = await client.me();
      await send('watch.take', { stationId: station.id });
    },
    async acceptWatch() {
      const { id: stationId } = (await client.me()).station;
      const { openItems } = (await send('watch.get', { stationId })).watch;
      return send('watch.accept', { stationId, items: openItems.map(toAcceptedItem) });
    },
    async openIncident(lineCode, more = {}) {
      const { id: lineId } = await officer.line(lineCode);
      return send('incident.open', {
        lineId,
        title: 'Boats at night',
        category: 'illegal_fishing',
        severity: 'Moderate',
        ...more,
      });
    },
    raise: (incidentId, more = {}) =>
      send('alert.raise', {
        incidentId,
        text: 'Please confirm',
        lang: 'en',
        urgency: 'Immediate',
        severity: 'Severe',
        certainty: 'Observed',
        ...more,
      }),
    post: (channelId, text) => send('message.post', { channelId, text, lang: 'en', marker: 'information' }),
    read: (incidentId) => send('incident.get', { incidentId }),
    async alert(incidentId) {
      const [alert] = (await officer.read(incidentId)).alerts;
      const escalation = alert?.escalations[0];
      if (!alert || !escalation) throw new Error('the case has no alert');
      return { alert, escalation };
    },
    async entries(channelId) {
      const { entries } = await send('channel.entries', { channelId, limit: 500 });
      return entries;
    },
    async entriesOf<K extends EntryKind>(channelId: string, kind: K) {
      const entries = await officer.entries(channelId);
      return entries.filter(
        (entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind,
      ) as unknown as EntryOf<K>[];
    },
    async queue() {
      const { items } = await send('escalation.queue', {});
      return items;
    },
    close: () => client.close(),
  };
  return officer;
}
