/** The demo world: read from its world file, every account with the one password that the README prints. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { Role } from '../../shared/nouns/officer.ts';
import { inLanguage } from '../../shared/text.ts';
import { type World, worldFile } from '../../shared/world.ts';

/** For the demo world only. It is public: anyone who reads the README can sign in. */
export const demoPassword = 'hotline-demo';

/** Its ladders climb within two minutes, and nobody is on watch there when the demo starts. */
const tourLine = 'tra-linh';

export async function readDemoWorld(): Promise<World> {
  const text = await readFile(new URL('./world.yaml', import.meta.url), 'utf8');
  const world = worldFile.parse(parse(text));
  return { ...world, officers: world.officers.map((officer) => ({ ...officer, password: demoPassword })) };
}

const roleWords: Partial<Record<Role, string>> = {
  duty_officer: 'duty officer',
  commander: 'commander',
  admin: 'admin',
};

/**
 * The accounts worth printing, the line of the tour first: who answers at each end across the border, the province
 * above the tour, the admins at the top. Every other account has the same password.
 */
export function demoSignIns({ lines, officers, stations }: World) {
  const across = lines
    .filter(({ kind }) => kind === 'cross_border')
    .sort((one) => (one.code === tourLine ? -1 : 1));
  const ends = across.flatMap(({ endCodes }) => endCodes);
  const above = stations.filter(({ code }) =>
    ends.slice(0, 2).some((end) => parentOf(stations, end) === code),
  );
  const tops = stations.filter(({ parentCode }) => parentCode === null);
  const places: [code: string, roles: Role[]][] = [
    ...ends.map((code): [string, Role[]] => [code, ['duty_officer', 'commander']]),
    ...above.map(({ code }): [string, Role[]] => [code, ['commander']]),
    ...tops.map(({ code }): [string, Role[]] => [code, ['admin']]),
  ];
  return places.flatMap(([place, roles]) =>
    officers
      .filter(({ stationCode, role }) => stationCode === place && roles.includes(role))
      .map(({ username, role }) => ({
        username,
        password: demoPassword,
        what: `${roleWords[role]}, ${nameOf(stations, place)}`,
      })),
  );
}

const parentOf = (stations: World['stations'], code: string) =>
  stations.find((station) => station.code === code)?.parentCode;

function nameOf(stations: World['stations'], code: string): string {
  const station = stations.find((one) => one.code === code);
  return station ? inLanguage(station.name, 'en') : code;
}
