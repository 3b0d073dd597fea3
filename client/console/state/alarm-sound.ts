/** Plays the alarm signals: begun and repeated by the audio clock, not by timers. */
import { patterns, render, type Signal, sampleRate } from './alarm-signals.ts';

interface PlayOptions {
  /** Leaves out the repetition. */
  once?: boolean;
  /** Begins so many seconds from now: a hidden tab whose timers sleep begins in time all the same. */
  afterSeconds?: number;
}

export interface Played {
  /** By the audio clock, in seconds. */
  at: number;
  stop: () => void;
}

/** Plays a signal until it is stopped. */
export function play(
  context: AudioContext,
  signal: Signal,
  { once = false, afterSeconds = 0 }: PlayOptions = {},
): Played {
  const samples = render(patterns[signal]);
  const buffer = context.createBuffer(1, samples.length, sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = !once;
  source.connect(context.destination);
  const at = context.currentTime + Math.max(0, afterSeconds);
  source.start(at);
  return {
    at,
    stop: () => {
      source.stop();
      source.disconnect();
    },
  };
}
