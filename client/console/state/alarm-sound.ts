/** Plays the alarm signals: begun and repeated by the audio clock, not by timers. */
import { patterns, render, type Signal, sampleRate } from './alarm-signals.ts';

interface PlayOptions {
  /** Leaves out the repetition. */
  once?: boolean;
  /** Begins so many seconds from now: a hidden tab whose timers sleep begins in time all the same. */
  afterSeconds?: number;
}

/** Plays a signal until the returned function is called. */
export function play(
  context: AudioContext,
  signal: Signal,
  { once = false, afterSeconds = 0 }: PlayOptions = {},
): () => void {
  const samples = render(patterns[signal]);
  const buffer = context.createBuffer(1, samples.length, sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = !once;
  source.connect(context.destination);
  source.start(context.currentTime + Math.max(0, afterSeconds));
  return () => {
    source.stop();
    source.disconnect();
  };
}
