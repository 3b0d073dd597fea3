// The tables of `protocol.md` that are made from the contract.
import { z } from 'zod';
import { type Contract, contracts, names } from '../../shared/commands.ts';
import { type EntryKind, entryPayloads } from '../../shared/entry.ts';
import { errorCatalogue } from '../../shared/errors.ts';
import { phrases as book } from '../../shared/phrasebook/phrases.ts';
import { slotSchemas } from '../../shared/phrasebook/slots.ts';
import { phraseBooks } from '../../shared/phrasebook/words.ts';
import { serverEvents } from '../../shared/protocol.ts';
import { commentOn, pascal } from './comments.ts';
import { events } from './events.ts';
import { places } from './places.ts';
import { componentOf, components, inputRef, outputRef, type Schema, sentRef } from './schemas.ts';
import { type Field, fieldsOf, noteOn, table, typeName, typeText } from './words.ts';

const code = (text: string) => `\`${text}\``;

/** What the tables have named and the chapter of types has to explain. */
const mentioned = new Set<string>();
const mention = ($ref: string) => {
  const name = typeName($ref);
  if (name !== 'Entry') mentioned.add(name);
};

const row = ({ label, schema }: Field) => [label, typeText(schema, mention), noteOn(schema)];
const inline = ({ label, schema }: Field) => {
  const note = noteOn(schema);
  return `${label} ${typeText(schema, mention)}${note && ` (${note})`}`;
};

export function overview(): string {
  const rows = names.map((name) => {
    const { kind, open, summary }: Contract = contracts[name];
    return [`[${code(name)}](#${name.replace('.', '')})`, open ? `${kind}, open` : kind, summary];
  });
  return table(['name', 'kind', ''], rows);
}

export function details(): string {
  return names
    .map((name) => {
      const side = (word: string, $ref: string) => {
        const fields = fieldsOf(componentOf($ref)[1]);
        return fields.length > 0 ? fields.map((field) => [word, ...row(field)]) : [[word, 'nothing', '', '']];
      };
      const rows = [...side('in', inputRef(name).$ref), ...side('out', outputRef(name).$ref)];
      return `### ${code(name)}\n\n${contracts[name].summary}\n\n${table(['', 'field', 'type', ''], rows)}`;
    })
    .join('\n\n');
}

export function pushed(): string {
  const rows = Object.entries(serverEvents).map(([event, body]) => {
    const { $ref } = sentRef(body);
    const fields = fieldsOf(componentOf($ref)[1]).map(inline).join(', ');
    return [code(event), fields, events[event as keyof typeof events]];
  });
  return table(['event', 'body', 'when'], rows);
}

export function entryFields(): string {
  const kinds = Object.keys(entryPayloads).length;
  const { properties } = components.OrganisationSetEntry ?? {};
  const { payload: _payload, kind: _kind, ...head } = properties ?? {};
  const rows = fieldsOf({ properties: head, required: Object.keys(head) }).map(row);
  return table(
    ['field', 'type', ''],
    [...rows, [code('kind'), 'text', `One of the ${kinds} below.`], [code('payload'), 'object', 'By kind.']],
  );
}

export function entryKinds(): string {
  const rows = Object.keys(entryPayloads).map((kind) => {
    const entry = components[`${pascal(kind)}Entry`]?.properties?.payload;
    const payload: Schema = typeof entry === 'object' && entry.$ref ? componentOf(entry.$ref)[1] : {};
    return [code(kind), places[kind as EntryKind].join(', '), fieldsOf(payload).map(inline).join('<br>')];
  });
  return table(['kind', 'stands in', 'payload'], rows);
}

export function errors(): string {
  const rows = Object.entries(errorCatalogue).map(([name, { status, retryable, message }]) => [
    code(name),
    String(status),
    retryable ? 'yes' : 'no',
    message,
  ]);
  return table(['code', 'HTTP status', 'send again?', 'message'], rows);
}

export function phrases(): string {
  const rows = book.map(({ code: name, marker, slots }) => [
    code(name),
    marker,
    Object.entries(slots)
      .map(([slot, kind]) => (slot === kind ? code(slot) : `${code(slot)} ${kind}`))
      .join(', '),
    phraseBooks.en.phrases[name].text,
  ]);
  return table(['code', 'marker', 'slots', 'in English'], rows);
}

/** What may stand in a slot, by its kind, as a caller gives it. */
export function slots(): string {
  const rows = Object.entries(slotSchemas).map(([kind, schema]) => {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const format = json.format === undefined ? '' : ` (${json.format})`;
    return [code(kind), typeText(json, mention) + format, commentOn('SlotSchemas', kind) ?? ''];
  });
  return table(['kind', 'value', ''], rows);
}

/** Every type that the tables before have named, and those that these are made of: call it last. */
export function types(): string {
  const simple: string[][] = [];
  const made = new Map<string, string>();
  for (const name of mentioned) {
    const schema = components[`${name}Input`] ?? components[name] ?? {};
    const said = schema.description ?? '';
    if (schema.properties) {
      const fields = table(['field', 'type', ''], fieldsOf(schema).map(row));
      made.set(name, [`### ${name}`, ...(said ? [said] : []), fields].join('\n\n'));
    } else {
      const { description: _said, ...bare } = schema;
      const pattern = schema.pattern === undefined ? '' : ` ${code(schema.pattern)}`;
      const format = schema.format === undefined ? '' : ` (${schema.format})`;
      simple.push([
        `<a id="${name.toLowerCase()}"></a>${name}`,
        `${typeText(bare, mention)}${format}${pattern}`,
        said,
      ]);
    }
  }
  const sorted = [...made].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
  const rows = simple.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return [table(['type', '', ''], rows), ...sorted].join('\n\n');
}
