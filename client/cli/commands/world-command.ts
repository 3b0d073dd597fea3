/** `world apply`: brings the record to what a world file says. */
import type { Command } from 'commander';
import type { WorldCommand } from '../../../shared/world.ts';
import { atSeat, type Seat } from '../seat.ts';
import { readWorld, type WorldDocument } from '../world-document.ts';

/** Applies one item; a refusal or a failure is told with its place in the file. */
async function apply({ send, json }: Seat, document: WorldDocument, command: WorldCommand): Promise<boolean> {
  try {
    const { changed } = await send(command.name, command.input);
    return changed;
  } catch (error) {
    if (!json) console.error(`parley: ${document.placeOf(command)} was not applied, nor what comes after it`);
    throw error;
  }
}

export function addWorldCommand(program: Command): void {
  program
    .command('world')
    .description('the world: organisations, stations, officers, lines, agreements, policies')
    .command('apply <file>')
    .description('bring the record to what a world file (YAML or JSON) says; may be repeated')
    .action(
      atSeat(async (seat, file: string) => {
        const document = await readWorld(file);
        let changed = 0;
        for (const command of document.commands) if (await apply(seat, document, command)) changed += 1;
        const unchanged = document.commands.length - changed;
        seat.show({ changed, unchanged }, () => `${changed} changed, ${unchanged} unchanged.`);
      }),
    );
}
