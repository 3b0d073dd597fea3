/** The alarm signals, after IEC 60601-1-8, as samples: pure. */
import type { Priority } from './alarm-list.ts';

/** `link`: this seat cannot be reached, which no server can tell it. */
export type Signal = Priority | 'link';

/** Start and base of each pulse, the length of all, in seconds, and after how long the whole signal comes again. */
export interface Pattern {
  pulses: readonly { start: number; base: number }[];
  pulseSeconds: number;
  everySeconds: number;
}

const pulsesAt = (starts: readonly number[], base: number) => starts.map((start) => ({ start, base }));
const fivePulses = [0, 0.25, 0.5, 0.95, 1.2];

export const patterns: Record<Signal, Pattern> = {
  critical: {
    pulses: pulsesAt([...fivePulses, ...fivePulses.map((start) => start + 2.1)], 660),
    pulseSeconds: 0.15,
    everySeconds: 5,
  },
  warning: { pulses: pulsesAt([0, 0.4, 0.8], 520), pulseSeconds: 0.2, everySeconds: 20 },
  information: { pulses: pulsesAt([0], 440), pulseSeconds: 0.35, everySeconds: 30 },
  // Falls, where the others keep their height: nobody waits for an answer, nothing can come.
  link: {
    pulses: [
      { start: 0, base: 392 },
      { start: 0.6, base: 262 },
    ],
    pulseSeconds: 0.5,
    everySeconds: 10,
  },
};

/** Low enough to keep the longest buffer small, high enough for the fourth harmonic. */
export const sampleRate = 22_050;

/** Four harmonics of similar strength let a listener tell where the sound comes from. */
export const harmonics = [1, 0.8, 0.6, 0.45];

function sampleAt(seconds: number, base: number, pulseSeconds: number): number {
  const edge = 0.015;
  const swell = Math.min(1, seconds / edge, (pulseSeconds - seconds) / edge);
  const wave = harmonics.reduce(
    (sum, strength, index) => sum + strength * Math.sin(2 * Math.PI * base * (index + 1) * seconds),
    0,
  );
  return (0.32 * Math.max(0, swell) * wave) / 1.4;
}

/** One whole repetition, the pause after the last pulse included. */
export function render({ pulses, pulseSeconds, everySeconds }: Pattern): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil(everySeconds * sampleRate));
  const length = Math.floor(pulseSeconds * sampleRate);
  for (const { start, base } of pulses) {
    const first = Math.floor(start * sampleRate);
    for (let index = 0; index < length && first + index < samples.length; index += 1) {
      samples[first + index] = sampleAt(index / sampleRate, base, pulseSeconds);
    }
  }
  return samples;
}
