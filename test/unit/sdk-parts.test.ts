// The small parts of the SDK that need no server.
import { describe, expect, test } from 'vitest';
import { derived, observable, topic } from '../../client/sdk/observable.ts';
import { isReply, readReply } from '../../client/sdk/reply.ts';
import { createServerClock } from '../../client/sdk/server-clock.ts';
import { oneAtATime } from '../../client/sdk/turn.ts';
import { abortable, backoffMs, limited, pause } from '../../client/sdk/waiting.ts';
import { Refusal } from '../../shared/errors.ts';

describe('an observable', () => {
  test('tells of changes and not of the same value again', () => {
    const value = observable(1);
    const seen: number[] = [];
    const off = value.subscribe(() => seen.push(value.get()));
    value.set(2);
    value.set(2);
    value.set(3);
    off();
    value.set(4);
    expect(seen).toEqual([2, 3]);
  });

  test('that is derived changes with its sources', () => {
    const one = observable(1);
    const two = observable(10);
    const sum = derived([one, two], () => one.get() + two.get());
    one.set(2);
    two.set(20);
    expect(sum.get()).toBe(22);
  });

  test('lets a handler be taken off while it is told', () => {
    const said = topic<string>();
    const heard: string[] = [];
    const off = said.on((word) => {
      heard.push(word);
      off();
    });
    said.on((word) => heard.push(`also ${word}`));
    said.emit('one');
    said.emit('two');
    expect(heard).toEqual(['one', 'also one', 'also two']);
  });
});

describe('a reply', () => {
  test('gives its result or throws its refusal with the details', () => {
    expect(readReply('channel.heads', { ok: true, result: { heads: [] } })).toEqual({ heads: [] });
    const error = { code: 'rate_limited', message: 'wait', details: { retryAfterMs: 5 } };
    expect(() => readReply('channel.heads', { ok: false, error })).toThrow(
      expect.objectContaining({ code: 'rate_limited', details: { retryAfterMs: 5 } }),
    );
  });

  test('with a code of a newer server is an internal refusal', () => {
    const read = () => readReply('channel.heads', { ok: false, error: { code: 'brand_new' } });
    expect(read).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(read).toThrow(Refusal);
  });

  test('is told from the page of a proxy', () => {
    for (const body of [null, 'hello', [], {}, { ok: true }, { ok: 1, result: 2 }])
      expect(isReply(body)).toBe(false);
  });
});

describe('the server clock', () => {
  test('takes the middle of the shortest round trip', () => {
    const clock = createServerClock(() => 1_000);
    const told = (ms: number) => new Date(ms).toISOString();
    expect(clock.now()).toBe(1_000);
    clock.learn(told(5_500), 0, 1_000);
    expect(clock.now()).toBe(6_000);
    clock.learn(told(5_110), 100, 120);
    expect(clock.now()).toBe(6_000);
    clock.learn(told(5_700), 200, 1_000);
    expect(clock.now()).toBe(6_000);
  });

  test('believes a newer time that cannot agree with the old one: somebody set a clock', () => {
    const clock = createServerClock(() => 10_000);
    clock.learn(new Date(1_005).toISOString(), 1_000, 1_010);
    clock.learn(new Date(62_000).toISOString(), 2_000, 2_500);
    expect(clock.now()).toBe(10_000 + 59_750);
  });
});

describe('waiting', () => {
  test('backs off from 125 ms to 5 s with jitter', () => {
    expect(backoffMs(0, () => 0)).toBe(125);
    expect(backoffMs(0, () => 1)).toBe(250);
    expect(backoffMs(50, () => 0)).toBe(2_500);
    expect(backoffMs(50, () => 1)).toBe(5_000);
  });

  test('ends early when woken, and fails when aborted', async () => {
    await pause(60_000, undefined, (now) => {
      setTimeout(now, 1);
      return () => undefined;
    });
    const stop = new AbortController();
    const paused = pause(60_000, stop.signal);
    stop.abort(new Error('enough'));
    await expect(paused).rejects.toThrow('enough');
    await expect(abortable(new Promise(() => undefined), stop.signal)).rejects.toThrow('enough');
  });

  test('limits by time or by a signal, and never at once for an endless limit', async () => {
    const short = limited(5);
    await pause(20);
    expect(short.signal.aborted).toBe(true);
    const stop = new AbortController();
    const endless = limited(Number.POSITIVE_INFINITY, stop.signal);
    await pause(5);
    expect(endless.signal.aborted).toBe(false);
    stop.abort();
    expect(endless.signal.aborted).toBe(true);
  });

  test('takes turns, also after one that failed', async () => {
    const inTurn = oneAtATime();
    const order: string[] = [];
    const slow = inTurn(async () => {
      await pause(10);
      order.push('slow');
      throw new Error('failed');
    });
    const quick = inTurn(async () => order.push('quick'));
    await expect(slow).rejects.toThrow('failed');
    await quick;
    expect(order).toEqual(['slow', 'quick']);
  });
});
