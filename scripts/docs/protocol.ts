// `protocol.md`: the words of the template with the tables and figures of the contract.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLimits, type Rate } from '../../server/access/limits.ts';
import { accountRule, addressRule, type LockRule } from '../../server/access/lock-out.ts';
import { idleLifetimeMs, lostReplyMs } from '../../server/access/renewal.ts';
import { longestReplyByMs, longestSnoozedMs, longestSnoozeMs } from '../../shared/nouns/alert.ts';
import { maxFrameBytes } from '../../shared/protocol.ts';
import { bodyText, lineText, remark } from '../../shared/text.ts';
import { day, hour, minute, second } from '../../shared/time.ts';
import { componentOf, sentRef } from './schemas.ts';
import {
  details,
  entryFields,
  entryKinds,
  errors,
  overview,
  phrases,
  pushed,
  slots,
  types,
} from './tables.ts';
import { version } from './title.ts';
import { table } from './words.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8').trim();

function span(ms: number): string {
  const units: [number, string][] = [
    [day, 'day'],
    [hour, 'hour'],
    [minute, 'minute'],
    [second, 'second'],
  ];
  const [size, unit] = units.find(([length]) => ms >= length) ?? [second, 'second'];
  return `${ms / size} ${unit}${ms === size ? '' : 's'}`;
}

const count = (figure: number) => figure.toLocaleString('en');
const kibibytes = (bytes = 0) => (bytes % 1_024 === 0 ? `${bytes / 1_024} KiB` : `${bytes} bytes`);
const longest = (schema: typeof bodyText) => kibibytes(componentOf(sentRef(schema).$ref)[1].maxLength);
const rate = ({ perSecond, burst }: Rate) =>
  `${count(perSecond)} a second, and ${count(burst)} more within ten seconds`;
const lock = ({ free, firstMs, longestMs }: LockRule) =>
  `${span(firstMs)} from the ${free}th failure in a row, doubled by each further one up to ${span(longestMs)}`;

function limits(): string {
  const rates = defaultLimits;
  return table(
    ['what', 'limit', 'beyond it'],
    [
      ['a frame on the socket', kibibytes(maxFrameBytes), 'the connection is closed'],
      [
        'frames of a connection',
        `${rates.framesOfConnectionPerSecond.toLocaleString('en')} a second`,
        'they are read later',
      ],
      ['the body of an HTTP request', kibibytes(maxFrameBytes), '`too_large`'],
      ['the text of a message, an alert or a note', `${longest(bodyText)} of UTF-8`, '`invalid_input`'],
      ['a reason, an outcome, a remark', `${longest(remark)} of UTF-8`, '`invalid_input`'],
      ['a title, a name', `${longest(lineText)} of UTF-8, one line`, '`invalid_input`'],
      ['commands of an officer', rate(rates.commandsOfOfficer), '`rate_limited`'],
      ['queries of an officer', rate(rates.queriesOfOfficer), '`rate_limited`'],
      ['of these, searches (`record.search`)', rate(rates.searchesOfOfficer), '`rate_limited`'],
      [
        'of an officer’s commands, silences (`alarm.silence`)',
        rate(rates.silencesOfOfficer),
        '`rate_limited`',
      ],
      [
        'what an officer’s connections tell of themselves (`sound`, `authenticate`)',
        rate(rates.eventsOfOfficer),
        '`rate_limited`',
      ],
      ['requests of an organisation', rate(rates.requestsOfOrganisation), '`rate_limited`'],
      ['requests, events and connections from an address', rate(rates.requestsOfAddress), '`rate_limited`'],
      [
        'what guesses a secret (`session.open`, `session.change_password`, `setup.create_admin`) from an address',
        `${rates.guessesPerMinuteOfAddress} a minute`,
        '`rate_limited`',
      ],
      [
        'guesses at the password of an account',
        `${rates.guessesPerMinuteOfAccount} a minute`,
        '`rate_limited`',
      ],
      ['renewals from an address', `${rates.renewalsPerMinuteOfAddress} a minute`, '`rate_limited`'],
      ['wrong passwords for an account', lock(accountRule), '`locked_out`'],
      ['wrong passwords from an address', lock(addressRule), '`locked_out`'],
      ['a promised “reply by”', `within ${span(longestReplyByMs)}`, '`reply_by_passed`'],
      ['a snooze', `${span(longestSnoozeMs)} at a time`, '`invalid_input`'],
      ['all snoozes of an alert', `until it is ${span(longestSnoozedMs)} old`, '`snooze_too_long`'],
    ],
  );
}

export function protocol(): string {
  const parts: Record<string, () => string> = {
    version: () => version,
    overview,
    details,
    pushed,
    entryFields,
    entryKinds,
    phrases,
    slots,
    errors,
    limits,
    idle: () => span(idleLifetimeMs),
    lostReply: () => span(lostReplyMs),
    overHttp: () => read('example.sh'),
    overSocket: () => read('example.mjs'),
    types,
  };
  // In the order of `parts`: the types are told of what the other tables have named.
  const written = new Map(Object.entries(parts).map(([name, write]) => [name, write()]));
  const text = read('protocol.template.md').replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
    const part = written.get(name);
    if (part === undefined) throw new Error(`the template asks for ${name}`);
    return part;
  });
  return `${text}\n`;
}
