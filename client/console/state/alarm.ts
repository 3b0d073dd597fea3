/** The alarm of this seat: armed or not, what sounds, silenced until when. The title, the icon and the bar follow it. */
import { createStore } from 'zustand/vanilla';
import { type Arrivals, arrivalsWith } from './alarm-flood.ts';
import type { Alarm } from './alarm-list.ts';
import { heldSilence, isOverslept, lostAfterMs, plannedSound, type Scheduled } from './alarm-plan.ts';
import type { Signal } from './alarm-signals.ts';
import { beginSilence, endSilence, endSilenceOf, silenceStore } from './alarm-silence.ts';
import { play } from './alarm-sound.ts';
import { serverNowMs } from './clock.ts';
import { linkWatch } from './link-watch.ts';
import { askForVoice } from './voice.ts';

export interface AlarmState {
  alarms: readonly Alarm[];
  /** Whether a click has turned the sound on and the browser is playing it. */
  armed: boolean;
  /** Of all tabs that are armed, this one sounds. */
  hasVoice: boolean;
  /** Local time at which the silence of this seat ends; it never counts as an acknowledgement. */
  silencedUntil: number | null;
  sounding: Signal | null;
  /** When the alarms of the last minutes began, also of those that were answered meanwhile. */
  arrivals: Arrivals;
}

export const alarmStore = createStore<AlarmState>(() => ({
  alarms: [],
  armed: false,
  hasVoice: false,
  silencedUntil: null,
  sounding: null,
  arrivals: new Map(),
}));

/** In the keys of a silence: the link was lost when it began. */
const linkKey = 'link';

interface Playing extends Scheduled {
  signal: Signal;
  stop: () => void;
}

let context: AudioContext | undefined;
let playing: Playing | undefined;
let lostLink: Playing | undefined;
let leaveVoice: (() => void) | undefined;
let silenceEnds: ReturnType<typeof setTimeout> | undefined;
let seated = false;

const lead = () => (context && alarmStore.getState().hasVoice ? context : undefined);

function start(audio: AudioContext, signal: Signal, from: number, now: number): Playing {
  return { signal, from, ...play(audio, signal, { afterSeconds: (from - now) / 1_000 }) };
}

/** Whether it does, or will do in time, what it was begun for. */
function holds(one: Playing | undefined, audio: AudioContext, now: number): one is Playing {
  return one !== undefined && !isOverslept(one, now, audio.currentTime);
}

/** Lets the audio clock play what is planned, unless it does so already. */
function sound(now: number): void {
  const { silence } = silenceStore.getState();
  const audio = lead();
  const planned = audio ? plannedSound(alarmStore.getState().alarms, silence, now) : null;
  const begun = (one: { from: number }) => Math.max(one.from, now);
  if (!playing && !planned) return;
  if (audio && planned && holds(playing, audio, now)) {
    if (playing.signal === planned.signal && begun(playing) === begun(planned)) return;
  }
  playing?.stop();
  playing = planned && audio ? start(audio, planned.signal, planned.from, now) : undefined;
}

/** Puts off the sound of a lost link with every word of the server: if none comes, the audio clock plays it in time. */
function soundLink(now: number): void {
  const audio = lead();
  const { silence } = silenceStore.getState();
  const quietUntil = silence?.keys.includes(linkKey) ? silence.until : 0;
  const from = Math.max(linkWatch.getState().heardAt + lostAfterMs, quietUntil);
  const near = 2_000;
  if (audio && seated && holds(lostLink, audio, now) && Math.abs(lostLink.from - from) < near) return;
  lostLink?.stop();
  lostLink = audio && seated ? start(audio, 'link', from, now) : undefined;
}

function settle(): void {
  const now = Date.now();
  const { alarms } = alarmStore.getState();
  const { silence } = silenceStore.getState();
  const held = heldSilence(alarms, silence, now);
  if (silence && !held) {
    // Ends for every tab of this seat; the change comes back here.
    endSilence();
    return;
  }
  sound(now);
  soundLink(now);
  const audible = [playing, lostLink].find((one) => one && one.from <= now);
  alarmStore.setState({ silencedUntil: held?.until ?? null, sounding: audible?.signal ?? null });
  clearTimeout(silenceEnds);
  if (held) silenceEnds = setTimeout(settle, Math.max(0, held.until - now) + 20);
}

silenceStore.subscribe(settle);
linkWatch.subscribe((now, before) => {
  if (now.health === before.health) return;
  if (now.health === 'sound') endSilenceOf(linkKey);
  settle();
});

/** Takes the list as it is now. */
export function setAlarms(alarms: readonly Alarm[]): void {
  const arrivals = arrivalsWith(alarmStore.getState().arrivals, alarms, serverNowMs());
  alarmStore.setState({ alarms, arrivals });
  settle();
}

/** The server was heard: the sound of a lost link is put off. */
export function heardServer(): void {
  soundLink(Date.now());
}

/**
 * Pauses the sound of this seat; the bar stays, the ladder goes on. Answers the escalations that were silenced, for the
 * record; none when there was nothing to silence.
 */
export function pauseSound(): string[] {
  const { alarms, silencedUntil } = alarmStore.getState();
  const loud = alarms.filter((alarm) => alarm.loud);
  const lost = linkWatch.getState().health === 'lost';
  if ((loud.length === 0 && !lost) || silencedUntil !== null) return [];
  beginSilence([...loud.map(({ key }) => key), ...(lost ? [linkKey] : [])]);
  return loud.map(({ escalationId }) => escalationId);
}

function readContext(): void {
  const armed = context?.state === 'running';
  if (armed) {
    leaveVoice ??= askForVoice((hasVoice) => {
      alarmStore.setState({ hasVoice });
      settle();
    });
  } else {
    leaveVoice?.();
    leaveVoice = undefined;
    alarmStore.setState({ hasVoice: false });
  }
  alarmStore.setState({ armed });
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
  play(context, 'warning', { once: true });
  return true;
}

/** An officer sits here: from now on also a lost link is an alarm. */
export function sitDown(): void {
  seated = true;
  settle();
}

/** At sign-out nothing of the officer before is heard or shown. */
export function disarm(): void {
  seated = false;
  setAlarms([]);
  void context?.close();
  context = undefined;
  readContext();
  alarmStore.setState({ arrivals: new Map() });
}
