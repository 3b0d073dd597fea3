// Nothing that is asked for is without a bound: each text, number and list in a request has one, and so has every rate.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { noLimits } from '../../server/access/limits.ts';
import { contracts, names } from '../../shared/commands.ts';
import { newId } from '../../shared/ids.ts';
import { openRecord, type TestRecord } from '../support/application.ts';
import { codeOf, knock, openSession, type RawOfficer, rawOfficer } from '../support/raw-officer.ts';
import { openSlowReader } from '../support/slow-reader.ts';
import { until } from '../support/until.ts';

type Schema = z.core.JSONSchema.BaseSchema;

const schemaOf = (part: Schema | boolean): Schema => (typeof part === 'object' ? part : {});
const isCounted = (limit: unknown) => typeof limit === 'number' && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
/** A pattern without a repetition that has no end. */
const isShort = ({ pattern }: Schema) => pattern !== undefined && !/[*+]|,\}/.test(pattern);

/** The paths of what could be as long or as large as its sender likes. */
function unbounded(schema: Schema, path: string): string[] {
  const { type, properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  if (schema.enum || schema.const !== undefined) return [];
  const inside = [
    ...[...anyOf, ...oneOf, ...allOf].flatMap((part) => unbounded(schemaOf(part), path)),
    ...Object.entries(properties).flatMap(([name, part]) => unbounded(schemaOf(part), `${path}.${name}`)),
    ...(items && !Array.isArray(items) ? unbounded(schemaOf(items), `${path}[]`) : []),
  ];
  const bounded =
    (type === 'string' && (isCounted(schema.maxLength) || schema.format !== undefined || isShort(schema))) ||
    (type === 'array' && isCounted(schema.maxItems)) ||
    (type === 'object' && schema.additionalProperties === false) ||
    ((type === 'number' || type === 'integer') &&
      isCounted(schema.maximum) &&
      isCounted(schema.minimum ?? schema.exclusiveMinimum)) ||
    ['boolean', 'null'].includes(String(type)) ||
    (type === undefined && inside.length + anyOf.length + oneOf.length + allOf.length > 0);
  return bounded ? inside : [...inside, path];
}

describe('A request', () => {
  it('has a bound at each of its fields', () => {
    const found = names.flatMap((name) =>
      unbounded(
        z.toJSONSchema(contracts[name].input, { io: 'input', unrepresentable: 'any', reused: 'inline' }),
        name,
      ),
    );
    // The slots of a phrase are those of its code, each bounded: `parse.ts` takes no others.
    expect(found).toEqual(['message.post.phrase.slots']);
  });
});

describe('A flood', () => {
  const small = { perSecond: 2, burst: 3 };
  const farLess = 60;
  let record: TestRecord;
  let url: string;
  let flooder: RawOfficer;
  let other: RawOfficer;
  let stationId: string;

  beforeAll(async () => {
    record = await openRecord();
    const limits = {
      ...noLimits,
      searchesOfOfficer: small,
      silencesOfOfficer: small,
      eventsOfOfficer: small,
    };
    ({ url } = await record.node({ limits }));
    [flooder, other] = await Promise.all([rawOfficer(url, 'duty.north'), rawOfficer(url, 'duty.south')]);
    stationId = (await flooder.get<{ station: { id: string } }>('session.me', {})).station.id;
  });
  afterAll(async () => {
    for (const one of [flooder, other]) one.close();
    await record.close();
  });

  async function isHeldBack(ask: (one: RawOfficer) => ReturnType<RawOfficer['ask']>) {
    const answers = await Promise.all(Array.from({ length: farLess }, () => ask(flooder)));
    const refused = answers.filter((answer) => codeOf(answer) === 'rate_limited');
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.length - refused.length).toBeGreaterThan(0);
    for (const { reply } of refused)
      expect(reply.ok || (reply.error.details.retryAfterMs ?? 0)).toBeGreaterThan(0);
    expect(codeOf(await ask(other))).not.toBe('rate_limited');
    // He is held back, not shut out.
    await until(async () => codeOf(await ask(flooder)) !== 'rate_limited', { what: 'he may ask again' });
    return answers;
  }

  it('of events by which a seat tells whether its alarm sounds is held back', async () => {
    const answers = await isHeldBack((one) => one.emit('sound', { input: { sounds: true } }));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['ok', 'rate_limited']));
  });

  it('of new tokens is held back, and does not cost the connection its place', async () => {
    await isHeldBack((one) => one.emit('authenticate', { input: { accessToken: one.tokens.accessToken } }));
    expect([flooder.socket.connected, codeOf(await flooder.reach('session.me', {}))]).toEqual([true, 'ok']);
  });

  it('of searches is held back', async () => {
    await isHeldBack((one) => one.ask('record.search', { text: 'thuyen' }));
  });

  it('of silences is held back before the record is asked anything', async () => {
    const answers = await isHeldBack((one) => one.reach('alarm.silence', { escalationIds: [newId()] }));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['not_found', 'rate_limited']));
  });

  it('holds back nothing else that its sender has to do', async () => {
    await Promise.all(
      Array.from({ length: farLess }, () => flooder.emit('sound', { input: { sounds: false } })),
    );
    expect(codeOf(await flooder.reach('watch.take', { stationId }))).toBe('ok');
    expect(codeOf(await flooder.reach('escalation.queue', {}))).toBe('ok');
  });

  it('of frames is read later, and meanwhile the others are served', async () => {
    const node = await record.node({ limits: { ...noLimits, framesOfConnectionPerSecond: 100 } });
    const { accessToken } = await openSession(url, 'relief.north');
    const bystander = await rawOfficer(node.url, 'relief.south');
    const wire = await openSlowReader(node.url, accessToken);
    const answered = () => wire.heard().split('"invalid_input"').length - 1;
    // Large enough that few of them are read at once.
    const flood = (count: number) => {
      for (let frame = 0; frame < count; frame += 1) wire.send(`420["x","${'x'.repeat(2_000)}"]`);
    };
    flood(300);
    await until(() => answered() === 300, { what: 'all of them to be answered' });
    flood(3_000);
    for (let question = 0; question < 100; question += 1)
      expect(codeOf(await bystander.reach('session.me', {}))).toBe('ok');
    expect(answered() - 300).toBeLessThan(3_000);
    wire.close();
    bystander.close();
  });

  it('of connections from one address is refused with a code that says to wait', async () => {
    const node = await record.node({
      limits: { ...noLimits, requestsOfAddress: { perSecond: 5, burst: 5 } },
    });
    const { accessToken } = await openSession(url, 'relief.north');
    const knocks = await Promise.all(
      Array.from({ length: farLess }, () => knock(node.url, { token: accessToken })),
    );
    const sockets = knocks.filter((one) => typeof one !== 'string');
    expect(new Set(knocks.filter((one) => typeof one === 'string'))).toEqual(new Set(['rate_limited']));
    expect(sockets.length).toBeGreaterThanOrEqual(5);
    for (const socket of sockets) socket.disconnect();
  });
});

describe('A seat that is told too often', () => {
  it('ends up as it is, though most of what it told was refused', async () => {
    const record = await openRecord();
    const node = await record.node({
      limits: { ...noLimits, eventsOfOfficer: { perSecond: 1, burst: 1 } },
    });
    const duty = await node.officer('duty.north');
    await duty.takeWatch();
    const seen = async () => (await duty.send('watch.list', {})).watches.map(({ sound }) => sound);
    for (let turn = 0; turn < 11; turn += 1) duty.client.tellSound(turn % 2 === 0);
    await until(async () => (await seen()).includes('on'), { what: 'the seat is seen as it is' });
    await record.close();
  });
});
