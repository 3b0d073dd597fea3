/** `world apply`: brings the record to what a world file says. */
import type { Command } from 'commander';
import { type ErrorCode, Refusal } from '../../../shared/errors.ts';
import { exitCodes } from '../failure.ts';
import { atSeat } from '../seat.ts';
import { readWorld } from '../world-document.ts';

interface Refused {
  place: string;
  code: ErrorCode;
  message: string;
}

/** The same refusal, with the place in the file beside what the server found. */
const atPlace = ({ code, details }: Refusal, place: string): Refusal =>
  new Refusal(code, {
    ...details,
    issues: [{ path: place, problem: 'was not applied, nor what comes after it' }, ...(details.issues ?? [])],
  });

export function addWorldCommand(program: Command): void {
  program
    .command('world')
    .description('the world: organisations, stations, officers, lines, agreements, policies')
    .command('apply <file>')
    .description('bring the record to what a world file (YAML or JSON) says; may be repeated')
    .option('--keep-going', 'go on after what is refused, and tell of it at the end')
    .action(
      atSeat(async ({ send, show }, file: string, { keepGoing = false }: { keepGoing?: boolean }) => {
        const { commands, placeOf } = await readWorld(file);
        const refused: Refused[] = [];
        let changed = 0;
        for (const command of commands) {
          try {
            if ((await send(command.name, command.input)).changed) changed += 1;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            const place = placeOf(command);
            if (!keepGoing) throw atPlace(error, place);
            refused.push({ place, code: error.code, message: error.message });
          }
        }
        const unchanged = commands.length - changed - refused.length;
        show({ changed, unchanged, refused }, () =>
          [
            ...refused.map(({ place, code, message }) => `${place}: ${message} (${code})`),
            `${changed} changed, ${unchanged} unchanged${refused.length > 0 ? `, ${refused.length} refused` : ''}.`,
          ].join('\n'),
        );
        if (refused.length > 0) process.exitCode = exitCodes.refused;
      }),
    );
}
