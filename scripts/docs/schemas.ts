// The schemas of the contract as JSON Schema components, named as they are named in `shared/`.
import { z } from 'zod';
import * as cap from '../../shared/cap.ts';
import { contracts, type Name, names } from '../../shared/commands.ts';
import * as entry from '../../shared/entry.ts';
import * as errors from '../../shared/errors.ts';
import * as ids from '../../shared/ids.ts';
import * as alert from '../../shared/nouns/alert.ts';
import * as category from '../../shared/nouns/category.ts';
import * as incident from '../../shared/nouns/incident.ts';
import * as line from '../../shared/nouns/line.ts';
import * as message from '../../shared/nouns/message.ts';
import * as officer from '../../shared/nouns/officer.ts';
import * as organisation from '../../shared/nouns/organisation.ts';
import * as policy from '../../shared/nouns/policy.ts';
import * as session from '../../shared/nouns/session.ts';
import * as station from '../../shared/nouns/station.ts';
import * as watch from '../../shared/nouns/watch.ts';
import * as phrase from '../../shared/phrasebook/parse.ts';
import * as slot from '../../shared/phrasebook/slots.ts';
import * as protocol from '../../shared/protocol.ts';
import * as text from '../../shared/text.ts';
import * as time from '../../shared/time.ts';
import { commentOn, pascal } from './comments.ts';

export type Schema = z.core.JSONSchema.BaseSchema;
/** What a caller gives (`input`: defaults may be left out, nothing unknown may be put in), or what the server sends. */
type Direction = 'input' | 'output';

const place = '#/components/schemas/';
const nouns = [
  alert,
  category,
  incident,
  line,
  message,
  officer,
  organisation,
  policy,
  session,
  station,
  watch,
];
const modules = [ids, text, time, cap, phrase, slot, ...nouns, errors, protocol, entry];

function* namedSchemas(): Iterable<[string, unknown]> {
  yield ['Nothing', contracts['session.close'].input];
  yield ['OneOfficer', contracts['officer.disable'].input];
  for (const module of modules)
    for (const [name, value] of Object.entries(module)) yield [pascal(name), value];
  for (const [kind, payload] of Object.entries(entry.entryPayloads)) yield [pascal(kind), payload];
  for (const [kind, schema] of entrySchemas()) yield [`${pascal(kind)}Entry`, schema];
  for (const name of names) {
    yield [`${pascal(name)}Input`, contracts[name].input];
    yield [`${pascal(name)}Output`, contracts[name].output];
  }
}

function* entrySchemas(): Iterable<[string, z.ZodType]> {
  if (!(entry.entrySchema instanceof z.ZodDiscriminatedUnion)) throw new Error('entries are told by kind');
  for (const option of entry.entrySchema.options) {
    if (option instanceof z.ZodObject && option.shape.kind instanceof z.ZodLiteral)
      yield [String(option.shape.kind.value), option];
  }
}

/** The first name of each schema. */
const nameOf = new Map<z.ZodType, string>();
for (const [name, value] of namedSchemas()) {
  if (value instanceof z.ZodType && !nameOf.has(value)) nameOf.set(value, name);
}

function tidy(direction: Direction, schema: z.core.$ZodTypes, json: Schema): void {
  const { def } = schema._zod;
  // Every transform of the contract keeps the shape: a text of a text, no longer than it was; a phrase of a phrase.
  if (def.type === 'pipe' && def.out instanceof z.ZodTransform) {
    const { $schema: _dialect, ...given } = z.toJSONSchema(def.in);
    Object.assign(json, given);
  }
  // What every client can count, and what the format says in fewer words.
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.format !== undefined || json.$ref !== undefined) delete json.pattern;
  // What may be left out has its default; in what is sent nothing is left out.
  if (direction === 'output') delete json.default;
  else if (def.type === 'default') json.default = def.defaultValue as NonNullable<Schema['default']>;
  // A server may learn to say more; what it is told it must know.
  if (direction === 'output' && json.additionalProperties === false) delete json.additionalProperties;
}

function convert(direction: Direction): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of nameOf) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: direction,
    uri: (id) => `${place}${id}`,
    unrepresentable: ({ zodSchema }) => (zodSchema instanceof z.ZodTransform ? {} : 'throw'),
    override: ({ zodSchema, jsonSchema }) => tidy(direction, zodSchema, jsonSchema),
  });
  return schemas;
}

const converted = { input: convert('input'), output: convert('output') };

function convertedAs(name: string, direction: Direction): Schema {
  const json = converted[direction][name];
  if (!json) throw new Error(`no schema is named ${name}`);
  return json;
}

const refersTo = (schema: Schema, name: string) => JSON.stringify(schema).includes(`"${place}${name}"`);

/** Those that look different from the two directions, by themselves or by what they are made of. */
function findTwofold(): ReadonlySet<string> {
  const found = new Set<string>();
  const all = [...nameOf.values()];
  for (const name of all) {
    if (JSON.stringify(converted.input[name]) !== JSON.stringify(converted.output[name])) found.add(name);
  }
  // What is found on the way is looked at in its turn.
  for (const twofold of found)
    for (const name of all) if (refersTo(convertedAs(name, 'output'), twofold)) found.add(name);
  return found;
}
const twofold = findTwofold();

/** Another name for the same. */
function aliasOf({ $ref, $id: _id, $schema: _dialect, ...more }: Schema): string | undefined {
  return Object.keys(more).length === 0 ? $ref?.slice(place.length) : undefined;
}

function componentName(name: string, direction: Direction): string {
  if (!twofold.has(name) || aliasOf(convertedAs(name, 'output')) !== undefined) return name;
  const bare = name.replace(/Input$/, '');
  return direction === 'input' ? `${bare}Input` : bare;
}

const used = new Map<string, Schema>();

function use(name: string, direction: Direction): string {
  const component = componentName(name, direction);
  const json = convertedAs(name, direction);
  const alias = aliasOf(json);
  if (alias !== undefined) return use(alias, direction);
  if (!used.has(component)) {
    used.set(component, {});
    used.set(component, finish(name, json, direction));
  }
  return `${place}${component}`;
}

/** With references to what is used in this direction, and with the comments of the source. */
function finish(
  name: string,
  { $id: _id, $schema: _dialect, ...json }: Schema,
  direction: Direction,
): Schema {
  const schema: Schema = JSON.parse(JSON.stringify(json), (key, value) =>
    key === '$ref' && typeof value === 'string' ? use(value.slice(place.length), direction) : value,
  );
  const fieldsOf = name.endsWith('Entry') ? 'EntryHead' : name;
  for (const [field, value] of Object.entries(schema.properties ?? {})) {
    const said = commentOn(fieldsOf, field);
    if (said !== undefined && typeof value === 'object') value.description = said;
  }
  const said = commentOn(name);
  return said === undefined ? schema : { description: said, ...schema };
}

function refTo(schema: z.ZodType, direction: Direction): { $ref: string } {
  const name = nameOf.get(schema);
  if (name === undefined) throw new Error('a schema of the contract has no name');
  return { $ref: use(name, direction) };
}

/** References to what goes into a command or query and comes out of it. */
export const inputRef = (name: Name) => refTo(contracts[name].input, 'input');
export const outputRef = (name: Name) => refTo(contracts[name].output, 'output');
/** A reference to anything the server sends. */
export const sentRef = (schema: z.ZodType) => refTo(schema, 'output');
export const idRef = refTo(ids.id, 'input');

for (const name of names) {
  inputRef(name);
  outputRef(name);
}
for (const schema of [protocol.failedReply, ...Object.values(protocol.serverEvents)]) sentRef(schema);

/** Every component that anything refers to, by name. */
export const components: Record<string, Schema> = Object.fromEntries(
  [...used].sort(([one], [other]) => (one < other ? -1 : 1)),
);

/** The component that a reference names. */
export function componentOf($ref: string): [name: string, schema: Schema] {
  const name = $ref.slice(place.length);
  const schema = components[name];
  if (!schema) throw new Error(`nothing is at ${$ref}`);
  return [name, schema];
}
