/** The command line as a whole: its commands, its common options, its help. */
import { Command } from 'commander';
import parley from '../../package.json' with { type: 'json' };
import { addAlertCommands } from './commands/alert-commands.ts';
import { addCallCommand } from './commands/call-command.ts';
import { addIncidentCommands } from './commands/incident-commands.ts';
import { addListCommands } from './commands/list-commands.ts';
import { addPostCommand } from './commands/post-command.ts';
import { addQueueCommand } from './commands/queue-command.ts';
import { addSearchCommand } from './commands/search-command.ts';
import { addSessionCommands } from './commands/session-commands.ts';
import { addTailCommand } from './commands/tail-command.ts';
import { addWatchCommands } from './commands/watch-commands.ts';
import { addWorldCommand } from './commands/world-command.ts';

const notes = `
An incident is named by its number or id, a line, an end and a station by their code or id, an officer by his user
name, an alert and an escalation by their id or by the incident where that leaves no doubt.
Times: 14:30, +30m, 2026-11-21T14:30+07:00. Durations: 90s, 15m, 2h.

Environment
  PARLEY_PROFILE    the profile, as --profile
  PARLEY_PASSWORD   the password of sign-in and setup
  PARLEY_URL        the server of a profile that has none yet

Exit codes
  0 done   1 failed otherwise   2 wrong usage   3 refused   4 not signed in   5 server not reached

With --json every command prints one JSON document (tail and queue --watch: one a line) with the fields of
docs/protocol.md, and failures as {"ok":false,"error":{"code","message","details"}} on standard error.

A command that gets no answer is sent again with its key for a minute. After that it may stand on the record or not:
what is printed (with --json in "sent") has it done once and no more when it is given to "call" with its key.`;

/** Builds the command line; `quiet` keeps it from printing usage errors, which are told as JSON then. */
export function createProgram({ quiet = false, env = process.env } = {}): Command {
  const program = new Command('parley')
    .description('The hotline between border stations, from the command line.')
    .version(parley.version)
    .option('--json', 'print JSON')
    .option('--profile <name>', 'which sign-in to use', env.PARLEY_PROFILE || 'default')
    .exitOverride()
    .configureOutput({ outputError: (words, write) => (quiet ? undefined : write(words)) })
    .showHelpAfterError(quiet ? false : '(parley --help shows the usage)')
    .addHelpText('after', notes);
  addSessionCommands(program);
  addListCommands(program);
  addSearchCommand(program);
  addTailCommand(program);
  addIncidentCommands(program);
  addPostCommand(program);
  addAlertCommands(program);
  addQueueCommand(program);
  addWatchCommands(program);
  addWorldCommand(program);
  addCallCommand(program);
  return program;
}
