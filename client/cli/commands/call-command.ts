/** `call`: any command or query by its name, with its input as JSON. */
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { contracts, type InputOf, isName, type Name, type SessionName } from '../../../shared/commands.ts';
import type { SendableName } from '../../sdk/send.ts';
import { UsageError } from '../failure.ts';
import { clientOf, printerOf, sendFrom } from '../seat.ts';

const isSessionName = (name: Name): name is SessionName => contracts[name].kind === 'session';

function parseInput(json: string): InputOf<Name> {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(`the input is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

export function addCallCommand(program: Command): void {
  program
    .command('call <name> [json]')
    .description(
      'any command or query by name, such as channel.heads; "-" reads the input from standard input',
    )
    .option('--key <uuid>', 'the key of a command whose outcome is not known')
    .action(async (name: string, json = '{}', { key }: { key?: string }, command: Command) => {
      if (!isName(name)) throw new UsageError(`there is no command or query ${name}`);
      const input = parseInput(json === '-' ? await text(process.stdin) : json);
      const { client, profile } = await clientOf(command);
      try {
        const result = isSessionName(name)
          ? await client.call(name, input as InputOf<SessionName>)
          : await sendFrom(client, profile.name)(name, input as InputOf<SendableName>, { key });
        printerOf(command).show(result, () => JSON.stringify(result, null, 2));
      } finally {
        client.close();
      }
    });
}
