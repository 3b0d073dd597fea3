/** `post` and `phrases`: what is said to both sides, in one's own words or by the phrase book. */
import type { Command } from 'commander';
import type { InputOf } from '../../../shared/commands.ts';
import type { Marker } from '../../../shared/nouns/message.ts';
import { findPhrases } from '../../../shared/phrasebook/find.ts';
import { phraseCode, slotsOf } from '../../../shared/phrasebook/parse.ts';
import { type PhraseCode, phraseOf, phrases } from '../../../shared/phrasebook/phrases.ts';
import type { SlotKind } from '../../../shared/phrasebook/slots.ts';
import { phraseBooks } from '../../../shared/phrasebook/words.ts';
import type { Language } from '../../../shared/text.ts';
import { UsageError } from '../failure.ts';
import { findCase, ownEnd } from '../find.ts';
import { givenDuration, givenMoment } from '../given-time.ts';
import { atSeat, printerOf, type Seat } from '../seat.ts';
import { table } from '../terminal.ts';
import { givenNumber, languageOf, type SpeakOptions } from './incident-commands.ts';

type Placed = 'channelId' | 'endId' | 'replyTo';
type Without<I, K extends PropertyKey> = I extends unknown ? Omit<I, K> : never;
/** What is said, without where. */
type Said = Without<InputOf<'message.post'>, Placed>;

interface PostOptions extends SpeakOptions {
  marker?: Marker;
  phrase?: string;
  slot?: readonly string[];
  replyTo?: string;
}

/** A value as it is typed after `name=`. */
function slotValueOf(kind: SlotKind | undefined, text: string, now: number): unknown {
  switch (kind) {
    case 'time':
      return givenMoment(text, now);
    case 'duration':
      return givenDuration(text);
    case 'count':
      return givenNumber(text);
    case 'reference':
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'reason': {
      const [code, ...words] = text.split(':');
      return words.length > 0 ? { code, text: words.join(':').trim() } : { code };
    }
    default:
      return text;
  }
}

/** The phrase as typed. Whether its slots are right is for the schema to say. */
function phraseFrom({ phrase = '', slot = [] }: PostOptions, now: number) {
  const code = phraseCode.safeParse(phrase);
  if (!code.success) throw new UsageError(`there is no phrase "${phrase}"; "parley phrases" finds one`);
  const kinds = new Map(slotsOf(code.data).map(({ name, kind }) => [name, kind]));
  const slots = slot.map((given): [string, unknown] => {
    const [name = '', ...value] = given.split('=');
    if (value.length === 0) throw new UsageError(`"${given}" is not a slot such as place=Bến Sậy`);
    return [name, slotValueOf(kinds.get(name), value.join('='), now)];
  });
  return { code: code.data, slots: Object.fromEntries(slots) };
}

async function saidBy(seat: Seat, text: string | undefined, options: PostOptions): Promise<Said> {
  if (options.phrase !== undefined) {
    if (text !== undefined || options.marker || options.lang)
      throw new UsageError('a phrase takes no text, marker or language: it has its own');
    return { phrase: phraseFrom(options, seat.client.serverNow()) };
  }
  if (text === undefined) throw new UsageError('give a text, or --phrase');
  if (options.slot) throw new UsageError('--slot fills a --phrase');
  if (!options.marker) throw new UsageError('a text needs a --marker');
  return { text, marker: options.marker, lang: await languageOf(seat, options.lang) };
}

function phraseRow(code: PhraseCode, language: Language): string[] {
  const slots = slotsOf(code).map(({ name, kind }) => (name === kind ? name : `${name} (${kind})`));
  return [code, phraseOf(code).marker, slots.join(', '), phraseBooks[language].phrases[code].text];
}

export function addPostCommand(program: Command): void {
  program
    .command('post <incident> [text]')
    .description('post a message, or with --phrase a coded phrase that each side reads in its own language')
    .option('--marker <marker>', 'information, question, answer, request, intention, warning or advice')
    .option('--phrase <code>', 'a phrase of the book, which has its own marker')
    .option(
      '--slot <name=value>',
      'fills a slot of the phrase; reason=weather or reason=other:why',
      (given: string, before: readonly string[] = []) => [...before, given],
    )
    .option('--reply-to <seq>', 'the entry this answers')
    .option('--lang <tag>', 'the language of the text; your own when left out')
    .option('--end <end>', 'the end you speak for, where you belong to several')
    .action(
      atSeat(async (seat, named: string, text: string | undefined, options: PostOptions) => {
        const said = await saidBy(seat, text, options);
        const { incident } = await findCase(seat, named);
        const posted = await seat.send('message.post', {
          ...said,
          channelId: incident.channelId,
          ...(options.replyTo && { replyTo: givenNumber(options.replyTo) }),
          ...(await ownEnd(seat, incident.lineId, options.end)),
        });
        seat.show(posted, () => `Posted as #${posted.seq} of ${incident.number}.`);
      }),
    );

  program
    .command('phrases [words...]')
    .description('the phrase book: all of it, or what holds the words, typed in any of the five languages')
    .option('--lang <tag>', 'the language to show', 'en')
    .action(async (words: string[], { lang }: { lang: Language }, command: Command) => {
      if (!(lang in phraseBooks)) throw new UsageError(`the phrase book is not written in "${lang}"`);
      const found = words.length > 0 ? findPhrases(words.join(' '), 'any', 20) : phrases;
      const codes = found.map(({ code }) => code);
      printerOf(command).show(
        {
          phrases: codes.map((code) => {
            const { marker, slots } = phraseOf(code);
            return { code, marker, slots, ...phraseBooks[lang].phrases[code] };
          }),
        },
        () =>
          table(
            ['code', 'marker', 'slots', 'words'],
            codes.map((code) => phraseRow(code, lang)),
          ),
      );
    });
}
