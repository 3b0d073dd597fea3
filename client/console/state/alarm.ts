/** The alarm of this seat: armed or not, sounding what, silenced until when. The title and the icon follow it. */
import { createStore } from 'zustand/vanilla';
import { second } from '../../../shared/time.ts';
import type { Alarm, Priority } from './alarm-list.ts';
import { patterns, play } from './alarm-sound.ts';

export const silenceMs = 120 * second;

export interface AlarmState {
  alarms: readonly Alarm[];
  /** Whether a click has turned the sound on and the browser is playing it. */
  armed: boolean;
  /** Local time at which the silence of this seat ends; it never counts as an acknowledgement. */
  silencedUntil: number | null;
  sounding: Priority | null;
}

export const alarmStore = createStore<AlarmState>(() => ({
  alarms: [],
  armed: false,
  silencedUntil: null,
  sounding: null,
}));

let context: AudioContext | undefined;
let stop: (() => void) | undefined;
let silencedKeys = new Set<string>();
let silenceEnds: ReturnType<typeof setTimeout> | undefined;

/** What should be heard now: the gravest loud alarm, unless this seat has silenced all that are loud. */
function wanted({ alarms, silencedUntil }: AlarmState): Priority | null {
  const loud = alarms.filter((alarm) => alarm.loud);
  const top = loud[0];
  if (!top) return null;
  const allSilenced = silencedUntil !== null && loud.every(({ key }) => silencedKeys.has(key));
  return allSilenced ? null : top.priority;
}

function settle(): void {
  const state = alarmStore.getState();
  const next = state.armed ? wanted(state) : null;
  if (next === state.sounding) return;
  stop?.();
  stop = next && context ? play(context, patterns[next]) : undefined;
  alarmStore.setState({ sounding: next });
}

function endSilence(): void {
  clearTimeout(silenceEnds);
  silencedKeys = new Set();
  alarmStore.setState({ silencedUntil: null });
}

/** Takes the list as it is now. A newer alarm, or one that calls again, breaks the silence. */
export function setAlarms(alarms: readonly Alarm[]): void {
  alarmStore.setState({ alarms });
  const loud = alarms.filter((alarm) => alarm.loud);
  if (loud.length === 0 || loud.some(({ key }) => !silencedKeys.has(key))) endSilence();
  settle();
}

/** Pauses the sound of this seat; the bar stays, the ladder goes on. */
export function silence(): void {
  silencedKeys = new Set(alarmStore.getState().alarms.map(({ key }) => key));
  clearTimeout(silenceEnds);
  silenceEnds = setTimeout(() => {
    endSilence();
    settle();
  }, silenceMs);
  alarmStore.setState({ silencedUntil: Date.now() + silenceMs });
  settle();
}

function readContext(): void {
  alarmStore.setState({ armed: context?.state === 'running' });
  settle();
}

/** Must be called from a click: browsers keep a page silent until then. Plays the test tone. */
export async function arm(): Promise<boolean> {
  if (!context) {
    context = new AudioContext();
    context.addEventListener('statechange', readContext);
  }
  await context.resume();
  readContext();
  if (context.state !== 'running') return false;
  play(context, patterns.warning, { once: true });
  return true;
}

/** At sign-out nothing of the officer before is heard or shown. */
export function disarm(): void {
  setAlarms([]);
  void context?.close();
  context = undefined;
  alarmStore.setState({ armed: false });
}
