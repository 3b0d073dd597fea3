// A schema in the words of a table: its type, its limits, its fields.
import { componentOf, components, type Schema } from './schemas.ts';

type Part = Schema | boolean;
const schemaOf = (part: Part | undefined): Schema => (typeof part === 'object' ? part : {});

const largest = 2 ** 31 - 1;

/** ` 1 to 500`, ` of at least 1`, ` of at most 200 characters`; empty where nothing is limited. */
function range(low: number | undefined, high: number | undefined, unit = ''): string {
  const top = high === largest ? undefined : high;
  if (low !== undefined && top !== undefined) return ` ${low} to ${top}${unit}`;
  if (top !== undefined) return ` of at most ${top}${unit}`;
  return low === undefined ? '' : ` of at least ${low}${unit}`;
}

function limits(schema: Schema): string {
  const { minimum, exclusiveMinimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const least = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : minimum;
  return (
    range(least, maximum) + range(minLength, maxLength, ' characters') + range(minItems, maxItems, ' items')
  );
}

/** A component whose two directions differ stands in the tables once. */
export function typeName($ref: string): string {
  const [name] = componentOf($ref);
  const bare = name.replace(/Input$/, '');
  return bare in components ? bare : name;
}

/** The type of a field; `mention` is told of every component it names. */
export function typeText(schema: Schema, mention: ($ref: string) => void): string {
  const { $ref, type, anyOf, properties, items } = schema;
  const again = (part: Part | undefined) => typeText(schemaOf(part), mention);
  if ($ref !== undefined) {
    mention($ref);
    const name = typeName($ref);
    return `[${name}](#${name.toLowerCase()})${limits(schema)}`;
  }
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum && schema.enum.length > 60) return `text, one of ${schema.enum.length} codes`;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (anyOf) return anyOf.map(again).join(' or ');
  if (type === 'array') return `list of ${again(Array.isArray(items) ? undefined : items)}${limits(schema)}`;
  if (properties) {
    const fields = fieldsOf(schema).map(({ label, schema: part }) => `${label} ${again(part)}`);
    return `{ ${fields.join(', ')} }`;
  }
  const word = [type ?? []].flat().join(' or ').replace('string', 'text');
  return `${word}${limits(schema)}`;
}

export interface Field {
  /** With a question mark where it may be left out. */
  label: string;
  schema: Schema;
}

/** Of several shapes all fields, in their order: those that not every shape has may be left out. */
function fieldsOfShapes(shapes: readonly Schema[]): Field[] {
  const found = new Map<string, Field>();
  const lists = shapes.map((shape) => fieldsOf(shape.$ref ? componentOf(shape.$ref)[1] : shape));
  for (const field of lists.flat()) {
    const bare = field.label.replace('?`', '`');
    const everywhere = lists.every((list) => list.some(({ label }) => label === field.label));
    if (!found.has(bare))
      found.set(bare, everywhere ? field : { ...field, label: `${bare.slice(0, -1)}?\`` });
  }
  return [...found.values()];
}

export function fieldsOf({ properties = {}, required = [], anyOf }: Schema): Field[] {
  if (anyOf) return fieldsOfShapes(anyOf.map(schemaOf));
  return Object.entries(properties).map(([name, part]) => ({
    label: required.includes(name) ? `\`${name}\`` : `\`${name}?\``,
    schema: schemaOf(part),
  }));
}

/** What is said of a field beyond its type. */
export function noteOn({ description, default: usual }: Schema): string {
  const otherwise = usual === undefined ? '' : `When left out: \`${JSON.stringify(usual)}\`.`;
  return [description, otherwise].filter(Boolean).join(' ');
}

export const cell = (text: string) => text.replace(/\|/g, '\\|');

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
