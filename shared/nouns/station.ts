/** Stations: the units of an organisation, a tree by `parent`. */
import { z } from 'zod';
import { code, id } from '../ids.ts';
import { localText } from '../text.ts';

export const stationKind = z.enum(['post', 'gate', 'provincial_command', 'national_command']);
export type StationKind = z.infer<typeof stationKind>;

/** Where in the chain of command a station stands: the word both sides use for who was called. */
export const level = z.enum(['station', 'province', 'national']);
export type Level = z.infer<typeof level>;

export const levelOfKind: Record<StationKind, Level> = {
  post: 'station',
  gate: 'station',
  provincial_command: 'province',
  national_command: 'national',
};

export const stationSetInput = z.strictObject({
  code,
  organisationCode: code,
  /** The station above; null at the top of an organisation. */
  parentCode: code.nullable(),
  kind: stationKind,
  name: localText,
  /** Whether the counterpart may see by whom this station is manned, not only whether. */
  showsWatchOfficer: z.boolean().default(false),
});
export const stationSetOutput = z.strictObject({ stationId: id, changed: z.boolean() });

export const station = z.strictObject({
  id,
  code,
  organisationId: id,
  organisationCode: code,
  parentId: id.nullable(),
  parentCode: code.nullable(),
  kind: stationKind,
  name: localText,
  showsWatchOfficer: z.boolean(),
  channelId: id,
});
export type Station = z.infer<typeof station>;
