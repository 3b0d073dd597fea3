/** The world file: organisations, stations, officers, lines, agreements and policies, loadable at once and again. */
import { z } from 'zod';
import type { ParsedInputOf } from './commands.ts';
import { agreementSetInput, lineSetInput } from './nouns/line.ts';
import { officerSetInput } from './nouns/officer.ts';
import { organisationSetInput } from './nouns/organisation.ts';
import { ladder, policySetInput, step } from './nouns/policy.ts';
import { stationSetInput } from './nouns/station.ts';
import { day, durationMs, hour, minute, second } from './time.ts';

const unitMs = { s: second, m: minute, h: hour, d: day } as const;

/** A duration as a person writes it, `90s`, `2m`, `1h`, or in milliseconds. */
const writtenDuration = z.union([
  durationMs,
  z
    .string()
    .regex(/^[1-9]\d{0,5}[smhd]$/, 'a number and a unit: 90s, 2m, 1h, 1d')
    .transform((text) => Number.parseInt(text, 10) * unitMs[text.slice(-1) as keyof typeof unitMs])
    .pipe(durationMs),
]);

const writtenLadder = ladder.extend({
  steps: z
    .array(step.extend({ waitMs: writtenDuration }))
    .min(1)
    .max(12),
  acceptWithinMs: writtenDuration.nullable(),
  followUpWithinMs: writtenDuration.nullable(),
});

/** Each thing at most once: of two that differ, every load would change the record back and forth. */
function listOf<S extends z.ZodType>(item: S, keyOf: (one: z.output<S>) => string) {
  return z
    .array(item)
    .default([])
    .superRefine((items, context) => {
      const seen = new Set<string>();
      for (const [index, one] of items.entries()) {
        const key = keyOf(one);
        if (seen.has(key))
          context.addIssue({ code: 'custom', path: [index], message: `${key} stands twice` });
        seen.add(key);
      }
    });
}

/** Lists of the inputs of the `set` commands; lists may be left out, and may name what the record already holds. */
export const worldFile = z.strictObject({
  organisations: listOf(organisationSetInput, ({ code }) => code),
  stations: listOf(stationSetInput, ({ code }) => code),
  officers: listOf(officerSetInput, ({ username }) => username),
  lines: listOf(lineSetInput, ({ code }) => code),
  agreements: listOf(agreementSetInput, ({ lineCode }) => lineCode),
  policies: listOf(
    policySetInput.extend({ ladder: writtenLadder }),
    ({ lineCode, endCode, severity }) => `${lineCode} ${endCode} ${severity ?? 'else'}`,
  ),
});
export type World = z.output<typeof worldFile>;

type WorldCommandName =
  | 'organisation.set'
  | 'station.set'
  | 'officer.set'
  | 'line.set'
  | 'agreement.set'
  | 'policy.set';
export type WorldCommand = {
  [N in WorldCommandName]: { name: N; input: ParsedInputOf<N> };
}[WorldCommandName];

/** Stations with those above them first. One that stands below itself keeps its place; the server refuses it. */
function parentsFirst(stations: World['stations']): World['stations'] {
  const byCode = new Map(stations.map((station) => [station.code, station]));
  const placed = new Set<World['stations'][number]>();
  const place = (station: World['stations'][number], below: ReadonlySet<string>) => {
    const parent = station.parentCode === null ? undefined : byCode.get(station.parentCode);
    if (parent && !below.has(parent.code)) place(parent, new Set(below).add(parent.code));
    placed.add(station);
  };
  for (const station of stations) if (!placed.has(station)) place(station, new Set([station.code]));
  return [...placed];
}

/**
 * The commands that bring a record to this world, in the order in which what they refer to exists. Admins come last: a
 * side that has one administers itself from then on, and whoever applies the world may no longer do it for them.
 */
export function worldCommands(world: World): WorldCommand[] {
  const admins = world.officers.filter(({ role }) => role === 'admin');
  const others = world.officers.filter(({ role }) => role !== 'admin');
  return [
    ...world.organisations.map((input) => ({ name: 'organisation.set' as const, input })),
    ...parentsFirst(world.stations).map((input) => ({ name: 'station.set' as const, input })),
    ...others.map((input) => ({ name: 'officer.set' as const, input })),
    ...world.lines.map((input) => ({ name: 'line.set' as const, input })),
    ...world.agreements.map((input) => ({ name: 'agreement.set' as const, input })),
    ...world.policies.map((input) => ({ name: 'policy.set' as const, input })),
    ...admins.map((input) => ({ name: 'officer.set' as const, input })),
  ];
}
