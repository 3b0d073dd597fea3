/** Searching the record: cases by any field, and the words said in them, as far as the reader may see. */
import { z } from 'zod';
import type { Contract } from '../commands.ts';
import { id } from '../ids.ts';
import { searchTerms } from '../search-form.ts';
import { language, lineText } from '../text.ts';
import { instant } from '../time.ts';
import { incidentPage } from './incident.ts';
import { incidentFilter } from './incident-filter.ts';
import { saidPhrase } from './message.ts';
import { author } from './officer.ts';

const mostTerms = 12;

export const searchInput = incidentFilter.omit({ text: true, limit: true }).extend({
  /**
   * Words that must all stand in one entry, in any order, each at the beginning of a word; "quoted words" together.
   * Letters without accents find those with accents, đ too. Left out: every case that fits the other fields.
   */
  text: lineText
    .refine((text) => searchTerms(text).length <= mostTerms, `at most ${mostTerms} words`)
    .optional(),
  /** Only this case, with up to a hundred places instead of the newest few. */
  incidentId: id.optional(),
  limit: z.int().min(1).max(50).default(20),
});

/** Which field of an entry holds what was looked for. */
export const searchField = z.enum([
  'title',
  'number',
  'category',
  'place',
  'opened_by',
  'outcome',
  'text',
  'reason',
]);
export type SearchField = z.infer<typeof searchField>;

/** An entry that holds every term, with the part of it that shows them best. */
export const searchHit = z.strictObject({
  channelId: id,
  seq: z.int(),
  at: instant,
  by: author.nullable(),
  kind: z.string(),
  /** The end whose private note this is; null on shared channels. */
  privateTo: id.nullable(),
  field: searchField,
  /** The language of `text`, where it is known. */
  lang: language.nullable(),
  text: z.string(),
  /** The coded phrase that `text` is a sentence of; it may be one that nobody has reviewed in that language. */
  phrase: saidPhrase.optional(),
  /** Where the terms stand in `text`, in UTF-16 code units: `from` included, `to` not. */
  spans: z.array(z.strictObject({ from: z.int(), to: z.int() })),
});
export type SearchHit = z.infer<typeof searchHit>;

/** A case, or the log of a line itself, with its newest hits first. */
export const searchGroup = z.strictObject({
  lineId: id,
  /** Null for the log of the line itself. */
  incident: incidentPage.shape.incidents.element.nullable(),
  hits: z.array(searchHit),
  hitCount: z.int(),
});
export type SearchGroup = z.infer<typeof searchGroup>;

export const searchOutput = z.strictObject({
  /** Logs of lines first, then cases, the last opened first. */
  groups: z.array(searchGroup),
  nextCursor: z.string().nullable(),
  /** False while something that the reader may read was said too lately to be found. */
  complete: z.boolean(),
});

export const searchContracts = {
  'record.search': {
    kind: 'query',
    summary: 'Find cases by any field and by the words said in them, within what I may see.',
    input: searchInput,
    output: searchOutput,
  },
} as const satisfies Record<string, Contract>;
