/** The texts of the phrase book: one data file a language, all five of the same shape. */
import type { Language } from '../text.ts';
import en from './en.json' with { type: 'json' };
import km from './km.json' with { type: 'json' };
import lo from './lo.json' with { type: 'json' };
import type { PhraseCode, PhraseGroup } from './phrases.ts';
import type { Direction, Means, PersonCategory, ReasonCode, SlotName, Vehicle } from './slots.ts';
import vi from './vi.json' with { type: 'json' };
import zh from './zh.json' with { type: 'json' };

export interface PhraseText {
  /** `{place}` is the value of that slot; `{count persons}` is the value of `persons`, counted by `count`. */
  text: string;
  /** Whether a native speaker with duty practice has signed this text off. */
  reviewed: boolean;
  /** Other words under which an officer may look for it. */
  search?: string[];
}

/** With `{count}` inside; `one` only where the language has a form of its own for it. */
export interface CountedForm {
  one?: string;
  counted: string;
}
export interface CountedNoun extends CountedForm {
  name: string;
}

export interface PhraseBook {
  /** Whether everything outside `phrases` has been signed off. */
  valuesReviewed: boolean;
  groups: Record<PhraseGroup, string>;
  /** What the slots are called where they are filled in. */
  slots: Record<SlotName, string>;
  values: {
    personCategory: Record<PersonCategory, CountedNoun>;
    vehicle: Record<Vehicle, CountedNoun>;
    means: Record<Means, string>;
    direction: Record<Direction, string>;
    reason: Record<ReasonCode, string>;
  };
  units: {
    day: CountedForm;
    hour: CountedForm;
    minute: CountedForm;
    second: CountedForm;
    /** Between two units: `2 hours 30 minutes`. */
    between: string;
  };
  /** How an entry (`{number}` in its channel) and an incident are named within a sentence. */
  references: { entry: string; incident: string };
  /** A coded reason with the words added to it: `{reason}`, `{text}`. */
  reasonWithText: string;
  phrases: Record<PhraseCode, PhraseText>;
}

export const phraseBooks: Readonly<Record<Language, PhraseBook>> = { vi, en, km, zh, lo };
