// What a state of the console is: at whose seat, how it is reached, and which part of the page is new in it.
import type { Way } from './way.ts';

/** Who sits there: nobody yet, somebody before an empty record, an officer with much or little to do, or with a bad link. */
export const seats = ['entrance', 'empty', 'gate', 'calm', 'duty', 'admin', 'cut off'] as const;
export type SeatName = (typeof seats)[number];

export interface State {
  /** As a sentence would name it. */
  name: string;
  /** Begins wherever the state before it has ended. */
  reach(way: Way): Promise<void>;
  /** What has not been seen in other states already; else the whole page. */
  part?: string;
  /** Of no screen that is held in a hand. */
  large?: true;
}

/** States in which a dialog stands over a screen. */
export const dialogs = (states: readonly State[]): State[] =>
  states.map((state) => ({ ...state, part: '[role=dialog]' }));
