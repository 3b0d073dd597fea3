/** `sign-in`, `sign-out`, `me`, `setup`: who one is and how the first admin comes to be. */
import type { Command } from 'commander';
import type { InputOf } from '../../../shared/commands.ts';
import { Refusal } from '../../../shared/errors.ts';
import { inLanguage } from '../../../shared/text.ts';
import { UsageError } from '../failure.ts';
import { askPassword } from '../password.ts';
import { atSeat, clientOf, printerOf, sendFrom } from '../seat.ts';
import { sheet } from '../terminal.ts';

type SetUpInput = InputOf<'setup.create_admin'>;

interface SetUpOptions {
  url?: string;
  code?: string;
  organisation: string;
  organisationName?: string;
  kind: SetUpInput['organisation']['kind'];
  country: string;
  language: SetUpInput['organisation']['language'];
  timeZone: string;
  station: string;
  stationName?: string;
  user: string;
  name?: string;
  passwordStdin?: boolean;
}

/** The whole input, with names that fall back to codes: everything can be changed later. */
function setUpInput(options: SetUpOptions & { code: string }, password: string): SetUpInput {
  const { code, kind, country, language, timeZone } = options;
  return {
    code,
    organisation: {
      ...{ code: options.organisation, kind, country, language, timeZone },
      name: { [language]: options.organisationName ?? options.organisation },
    },
    station: { code: options.station, name: { [language]: options.stationName ?? options.station } },
    admin: { username: options.user, name: options.name ?? options.user, language, password },
  };
}

const stdinOption = ['--password-stdin', 'read the password from standard input'] as const;
const urlOption = ['--url <url>', 'the server; the one of the profile when left out'] as const;

export function addSessionCommands(program: Command): void {
  program
    .command('sign-in <user>')
    .description('sign in and keep the session in the profile')
    .option(...urlOption)
    .option(...stdinOption)
    .action(async (user: string, options: { url?: string; passwordStdin?: boolean }, command: Command) => {
      const password = await askPassword({ fromStdin: options.passwordStdin ?? false });
      const { client, url, profile } = await clientOf(command, options);
      try {
        await client.signIn(user, password);
        const me = await sendFrom(client, profile.name)('session.me', {});
        printerOf(command).show(
          {
            username: me.officer.username,
            role: me.officer.role,
            station: me.station.code,
            url,
            profile: profile.path,
          },
          () => `Signed in at ${url} as ${me.officer.username} (${me.officer.role}, ${me.station.code}).`,
        );
      } finally {
        client.close();
      }
    });

  program
    .command('sign-out')
    .description('end the session of this profile')
    .option('--everywhere', 'end every session of this officer')
    .action(async ({ everywhere = false }: { everywhere?: boolean }, command: Command) => {
      const { client } = await clientOf(command);
      // Nobody's sessions were ended where nobody is signed in; to forget a session that is gone is no failure.
      const isSomebody = client.state.get().session.status === 'signed_in';
      const leaving =
        everywhere && !isSomebody
          ? Promise.reject(new Refusal('unauthenticated'))
          : client.signOut({ everywhere });
      await leaving.finally(client.close);
      printerOf(command).show({ signedOut: true, everywhere }, () => 'Signed out.');
    });

  program
    .command('me')
    .description('who is signed in, and the lines within reach')
    .action(
      atSeat(async (seat) => {
        const me = await seat.me();
        const { officer, station, organisation } = me;
        seat.show(me, () =>
          sheet([
            ['user', officer.username],
            ['name', officer.name],
            ['role', officer.role],
            ['station', `${station.code}, ${inLanguage(station.name, officer.language)}`],
            ['organisation', `${organisation.code}, ${inLanguage(organisation.name, officer.language)}`],
            ['ends', String(me.ends.length)],
          ]),
        );
      }),
    );

  program
    .command('setup')
    .description('create the first admin of an empty record; without --code, tell whether that is needed')
    .option(...urlOption)
    .option(...stdinOption)
    .option('--code <code>', 'the one-time code that the server printed')
    .option('--user <name>', 'user name of the admin', 'admin')
    .option('--name <name>', 'name of the admin')
    .option('--organisation <code>', 'code of the organisation', 'border-guard')
    .option('--organisation-name <name>')
    .option('--kind <kind>', 'domestic or counterpart', 'domestic')
    .option('--country <code>', 'ISO 3166-1 alpha-2', 'VN')
    .option('--language <tag>', 'vi, en, km, zh or lo', 'vi')
    .option('--time-zone <zone>', 'IANA time zone', 'Asia/Ho_Chi_Minh')
    .option('--station <code>', 'code of the station at its top', 'command')
    .option('--station-name <name>')
    .action(async (options: SetUpOptions, command: Command) => {
      const { code } = options;
      if (code === '') throw new UsageError('the code is empty');
      const password =
        code === undefined ? '' : await askPassword({ fromStdin: options.passwordStdin ?? false });
      const { client, url } = await clientOf(command, options);
      const { show } = printerOf(command);
      try {
        if (code === undefined) {
          const status = await client.call('setup.status', {});
          show(status, () =>
            status.needed ? 'The record is empty: give --code.' : 'The first admin exists.',
          );
          return;
        }
        const created = await client.call('setup.create_admin', setUpInput({ ...options, code }, password));
        show(
          created,
          () => `Created the admin ${options.user}. Next: parley sign-in --url ${url} ${options.user}`,
        );
      } finally {
        client.close();
      }
    });
}
