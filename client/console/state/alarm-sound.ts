/** The three alarm signals, after IEC 60601-1-8: rendered once into a buffer and looped by the audio clock, not by timers. */
import type { Priority } from './alarm-list.ts';

/** Start of each pulse and its length, in seconds, and after how long the whole signal comes again. */
interface Pattern {
  base: number;
  pulseSeconds: number;
  starts: readonly number[];
  everySeconds: number;
}

const fivePulses = [0, 0.25, 0.5, 0.95, 1.2];

export const patterns: Record<Priority, Pattern> = {
  critical: {
    base: 660,
    pulseSeconds: 0.15,
    starts: [...fivePulses, ...fivePulses.map((start) => start + 2.1)],
    everySeconds: 5,
  },
  warning: { base: 520, pulseSeconds: 0.2, starts: [0, 0.4, 0.8], everySeconds: 20 },
  information: { base: 440, pulseSeconds: 0.35, starts: [0], everySeconds: 30 },
};

/** Low enough to keep the longest buffer small, high enough for the fourth harmonic. */
export const sampleRate = 22_050;

/** Four harmonics of similar strength let a listener tell where the sound comes from. */
const harmonics = [1, 0.8, 0.6, 0.45];

function sampleAt(seconds: number, { base, pulseSeconds }: Pattern): number {
  const edge = 0.015;
  const swell = Math.min(1, seconds / edge, (pulseSeconds - seconds) / edge);
  const wave = harmonics.reduce(
    (sum, strength, index) => sum + strength * Math.sin(2 * Math.PI * base * (index + 1) * seconds),
    0,
  );
  return (0.32 * Math.max(0, swell) * wave) / 1.4;
}

export function render(pattern: Pattern, lengthSeconds: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil(lengthSeconds * sampleRate));
  const pulse = Math.floor(pattern.pulseSeconds * sampleRate);
  for (const start of pattern.starts) {
    const first = Math.floor(start * sampleRate);
    for (let index = 0; index < pulse && first + index < samples.length; index += 1) {
      samples[first + index] = sampleAt(index / sampleRate, pattern);
    }
  }
  return samples;
}

/** Plays `pattern` until the returned function is called; `once` leaves out the repetition. */
export function play(context: AudioContext, pattern: Pattern, { once = false } = {}): () => void {
  const samples = render(pattern, pattern.everySeconds);
  const buffer = context.createBuffer(1, samples.length, sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = !once;
  source.connect(context.destination);
  source.start();
  return () => {
    source.stop();
    source.disconnect();
  };
}
