// What the comments of `shared/` say of schemas and of their fields: written once, read there and in the documents.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const shared = resolve(import.meta.dirname, '../../shared');

/** `incidentOpenInput`, `incident.open_input` → `IncidentOpenInput`; `entrySchema` → `Entry`. */
export function pascal(name: string): string {
  return name
    .replace(/Schema$/, '')
    .replace(/(?:^|[._-])(\w)/g, (_all, first: string) => first.toUpperCase());
}

/** Where the fields of a schema stand when they stand under another name. */
const standsAs: Record<string, string> = { EscalationCalled: 'Call' };

/** A comment or none; then what is declared, with what it extends; an entry kind; or a field. */
const declaration =
  /(?:\/\*\*((?:(?!\*\/).)*)\*\/\s*)?^(?:(?:export )?(?:const|type) (\w+)(?: = (\w+)\s*\.(?:extend|omit)\()?| {2}'([\w.]+)':|\s+(\w+)[:,])/gms;

function readComments(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (key: string, text: string | undefined) => {
    const words = text
      ?.replace(/\s*\n\s*\* ?/g, ' ')
      .replace(/\{@link (\w+)\}/g, '`$1`')
      .trim();
    if (words && !found.has(key)) found.set(key, words);
  };
  for (const file of readdirSync(shared, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts')) continue;
    let current = '';
    for (const [, text, name, base, kind, field] of readFileSync(join(shared, file), 'utf8').matchAll(
      declaration,
    )) {
      if (field !== undefined) add(`${current}.${field}`, text);
      else {
        current = pascal(name ?? kind ?? '');
        add(current, text);
        if (base !== undefined) standsAs[current] = pascal(base);
      }
    }
  }
  return found;
}

const comments = readComments();

/** What is said of a schema, or of a field of it. */
export function commentOn(name: string, field?: string): string | undefined {
  if (field === undefined) return comments.get(name);
  const base = standsAs[name];
  return comments.get(`${name}.${field}`) ?? (base === undefined ? undefined : commentOn(base, field));
}
