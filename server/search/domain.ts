// What of an entry can be found: its fields in words, and the one that shows the terms best.
import type { Entry } from '../../shared/entry.ts';
import { categories } from '../../shared/nouns/category.ts';
import type { Place } from '../../shared/nouns/incident.ts';
import type { SearchField, SearchHit } from '../../shared/nouns/search.ts';
import { renderPhrase } from '../../shared/phrasebook/render.ts';
import { type Found, findTerms, searchForm, snippetOf, type Terms } from '../../shared/search-form.ts';
import { type Language, languages } from '../../shared/text.ts';

/** Raised whenever the form of a text or the parts of an entry change: the index is then written anew. */
export const searchVersion = 2;

export interface Reading {
  language: Language;
  timeZone: string;
}

interface Part {
  field: SearchField;
  text: string;
  lang: Language | null;
}

const part = (field: SearchField, text: string, lang: Language | null = null): Part => ({
  field,
  text,
  lang,
});

function placeParts({ marker, description }: Place): Part[] {
  return [marker, description].filter((text) => text !== null).map((text) => part('place', text));
}

function categoryParts(code: string): Part[] {
  const names = categories.find((one) => one.code === code)?.name ?? {};
  return languages.flatMap((lang) => {
    const name = names[lang];
    return name === undefined ? [] : [part('category', name, lang)];
  });
}

/** The parts of an entry that hold words of people, the weightiest first; none for what only the system says. */
export function searchParts(entry: Entry, timeZone: string): Part[] {
  switch (entry.kind) {
    case 'incident.opened': {
      const { title, number, category, place, outcome } = entry.payload.incident;
      return [
        part('title', title),
        part('number', number),
        ...placeParts(place),
        ...categoryParts(category),
        ...(entry.by ? [part('opened_by', entry.by.name)] : []),
        ...(outcome === null ? [] : [part('outcome', outcome)]),
      ];
    }
    case 'incident.amended': {
      const { title, place, category, outcome } = entry.payload.changes;
      return [
        ...(title === undefined ? [] : [part('title', title)]),
        ...(place === undefined ? [] : placeParts(place)),
        ...(category === undefined ? [] : categoryParts(category)),
        ...(outcome ? [part('outcome', outcome)] : []),
      ];
    }
    case 'message.posted': {
      const { payload } = entry;
      if (!('phrase' in payload)) return [part('text', payload.text, payload.lang)];
      const { code, slots } = payload.phrase;
      return languages.map((lang) => part('text', renderPhrase(code, slots, lang, { timeZone }), lang));
    }
    case 'note.written':
    case 'alert.raised':
      return [part('text', entry.payload.text, entry.payload.lang)];
    case 'incident.status_changed':
    case 'incident.closure_agreed':
    case 'alert.withdrawn':
    case 'escalation.snoozed':
      return [part('reason', entry.payload.reason)];
    case 'escalation.called':
    case 'escalation.exhausted':
    case 'escalation.taken_over':
      return entry.payload.reason === undefined ? [] : [part('reason', entry.payload.reason)];
    default:
      return [];
  }
}

/** Terms may stand in different parts of one entry; empty where nothing can be found in it. */
export function formOf(entry: Entry): string {
  return searchParts(entry, 'UTC')
    .map(({ text }) => searchForm(text).form)
    .join('');
}

/** Looks for terms in one text after the other. */
export type Finder = (text: string) => Found;

/** So much is looked through for one answer; what comes after shows how it begins, with nothing marked. */
const charactersLookedThrough = 200_000;

export function finderOf(terms: Terms): Finder {
  let left = charactersLookedThrough;
  return (text) => {
    left -= text.length;
    return left < 0 ? { count: 0, spans: [] } : findTerms(text, terms);
  };
}

/** The part that holds the most of the terms, the weightiest of several; a phrase in the reader's language first. */
export function shownPart(
  entry: Entry,
  find: Finder,
  { language, timeZone }: Reading,
): Pick<SearchHit, 'field' | 'lang' | 'text' | 'spans'> | null {
  const foreign = ({ lang }: Part) => Number(lang !== null && lang !== language);
  const found = searchParts(entry, timeZone)
    .sort((one, other) => foreign(one) - foreign(other))
    .map((one) => ({ ...one, ...find(one.text) }));
  const [first, ...others] = found;
  if (!first) return null;
  const best = others.reduce((most, one) => (one.count > most.count ? one : most), first);
  const { field, lang, text, spans } = best;
  return { field, lang, ...snippetOf(text, spans) };
}
