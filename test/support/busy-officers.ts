// Officers of both ends who work without a pause, each act under a key of its own, and what they were answered.
import { connect, type ParleyClient } from '../../client/sdk/client.ts';
import type { CommandName, InputOf, OutputOf } from '../../shared/commands.ts';
import { Refusal } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { patiently } from './officer.ts';
import { type Chance, seeded } from './seeded.ts';
import { until } from './until.ts';
import { password } from './world.ts';

type Busy = Extract<CommandName, 'message.post' | 'incident.open' | 'alert.raise' | 'alert.acknowledge'>;

/** One act that was answered with ok. */
export type Deed = {
  [N in Busy]: { officer: ParleyClient; name: N; key: string; input: InputOf<N>; result: OutputOf<N> };
}[Busy];

export interface BusyOfficers {
  /** What was answered with ok so far, in the order of the answers. */
  deeds: Deed[];
  /** Waits until that many more acts were answered with ok and others are under way; fails with what went wrong. */
  achieve(more: number): Promise<void>;
  /** Lets everybody finish what he has begun; fails with what went wrong for anybody. */
  rest(): Promise<void>;
  /** Sends an act again under its key. */
  repeat(deed: Deed): Promise<unknown>;
  close(): void;
}

/** Longer than any fault of a test lasts: nobody gives up. */
const patience = { deadlineMs: 600_000 };

/** Signs these officers in at `url`; each of them does `lanes` things at a time until `rest`. */
export async function putToWork(
  url: string,
  usernames: readonly string[],
  { seed, lanes = 2 }: { seed: number; lanes?: number },
): Promise<BusyOfficers> {
  const chance = seeded(seed);
  const deeds: Deed[] = [];
  const cases: OutputOf<'incident.open'>[] = [];
  let resting = false;
  let begun = 0;
  let answered = 0;

  const officers = await Promise.all(
    usernames.map(async (username) => {
      const client = connect({ url, device: `desk of ${username}`, autoConfirmCalls: false });
      await patiently(() => client.signIn(username, password));
      await until(() => client.state.get().link.status === 'connected', { what: `${username} is connected` });
      return client;
    }),
  );

  async function act<N extends Busy>(
    officer: ParleyClient,
    name: N,
    input: InputOf<N>,
  ): Promise<OutputOf<N>> {
    const key = newId();
    begun += 1;
    const result = await officer.send(name, input, { key, ...patience }).finally(() => {
      answered += 1;
    });
    deeds.push({ officer, name, key, input, result } as Deed);
    return result;
  }

  const { lines } = (await officers[0]?.send('line.list', {})) ?? { lines: [] };
  const lineId = lines.find(({ code }) => code === 'river')?.id ?? '';
  const open = async (officer: ParleyClient) => {
    cases.push(
      await act(officer, 'incident.open', {
        ...{ lineId, title: `Case ${newId()}`, category: 'other', severity: 'Minor' },
      }),
    );
  };

  /** What he does next: mostly he speaks; sometimes he raises an alert, answers one, or opens a case. */
  async function next(officer: ParleyClient, by: Chance): Promise<void> {
    const { incidentId, channelId } = by.oneOf(cases);
    const kind = by.below(10);
    if (kind === 0) return open(officer);
    if (kind === 1) {
      const text = { text: 'Please answer', lang: 'en', urgency: 'Immediate' } as const;
      await act(officer, 'alert.raise', { incidentId, ...text, severity: 'Severe', certainty: 'Observed' });
    } else if (kind <= 3) {
      const { items } = await officer.send('escalation.queue', {}, patience);
      const [item] = items.filter(({ addressed }) => addressed);
      if (item) await act(officer, 'alert.acknowledge', { alertId: item.alert.id, grade: 'accepted' });
    } else {
      const words = { text: `word ${newId()}`, lang: 'en', marker: 'information' } as const;
      await act(officer, 'message.post', { channelId, ...words });
    }
  }

  async function work(officer: ParleyClient): Promise<void> {
    while (!resting) {
      try {
        await next(officer, chance);
      } catch (error) {
        // Two may answer one alert: a refusal is an answer too.
        if (!(error instanceof Refusal) || error.code === 'internal') throw error;
      }
    }
  }

  for (const officer of officers) await open(officer);
  const working = officers.flatMap((officer) => Array.from({ length: lanes }, () => work(officer)));
  const failures: unknown[] = [];
  for (const lane of working) lane.catch((error: unknown) => failures.push(error));

  return {
    deeds,
    async achieve(more) {
      const enough = deeds.length + more;
      const isBusy = () => deeds.length >= enough && begun > answered;
      await until(() => isBusy() || failures.length > 0, { what: `${more} acts`, ...patience });
      if (failures.length > 0) throw failures[0];
    },
    async rest() {
      resting = true;
      await Promise.allSettled(working);
      if (failures.length > 0) throw failures[0];
    },
    repeat: ({ officer, name, input, key }) => officer.send(name, input, { key, ...patience }),
    close() {
      for (const officer of officers) officer.close();
    },
  };
}
