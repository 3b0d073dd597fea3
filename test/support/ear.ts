// What can be heard at a console: every sound its pages begin and end, by the audio clock.
import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Give it to the seat as `before`. Real audio plays; this only writes down what was begun. */
export const ear = `
  globalThis.heard = [];
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (when = 0, ...more) {
    const { buffer, loop, context } = this;
    const waits = Math.max(0, when - context.currentTime);
    const sound = { seconds: buffer.duration, loop, when, waits, begunAt: Date.now() + waits * 1000, context, ended: false };
    this.sound = sound;
    heard.push(sound);
    return start.call(this, when, ...more);
  };
  AudioBufferSourceNode.prototype.stop = function (...more) {
    if (this.sound) this.sound.ended = true;
    return stop.apply(this, more);
  };
`;

/** The signals by how long each takes until it comes again. */
const signals: Record<number, string> = { 5: 'critical', 20: 'warning', 30: 'information', 10: 'link' };

export interface Sound {
  signal: string | undefined;
  loop: boolean;
  /** Seconds by the audio clock between the order and the sound. */
  waits: number;
  begunAt: number;
  ended: boolean;
  /** Whether it can be heard now. */
  audible: boolean;
}

export async function soundsAt(page: Page): Promise<Sound[]> {
  const sounds: (Omit<Sound, 'signal'> & { seconds: number })[] = await page.evaluate(
    `heard.map(({ context, when, ...sound }) => ({
      ...sound,
      audible: !sound.ended && context.state === 'running' && context.currentTime >= when,
    }))`,
  );
  return sounds.map(({ seconds, ...sound }) => ({ ...sound, signal: signals[Math.round(seconds)] }));
}

/** The signals that go on and on at this page now. */
export async function audibleAt(page: Page): Promise<(string | undefined)[]> {
  const sounds = await soundsAt(page);
  return sounds.filter(({ loop, audible }) => loop && audible).map(({ signal }) => signal);
}

export function hears(page: Page, ...wanted: string[]): Promise<unknown> {
  return until(async () => String(await audibleAt(page)) === String(wanted), {
    what: wanted.length > 0 ? `the signal ${wanted.join(', ')} sounds` : 'nothing sounds',
  });
}
