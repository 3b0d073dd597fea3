/** Asks for a password: from the environment, from standard input, or at the terminal without showing it. */
import { text } from 'node:stream/consumers';
import { UsageError } from './failure.ts';

function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void) => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off('data', hear);
      stderr.write('\n');
      settle();
    };
    const hear = (typing: string) => {
      for (const character of typing) {
        if (character === '\r' || character === '\n' || character === '\u0004')
          return end(() => resolve(typed));
        if (character === '\u0003') return end(() => reject(new UsageError('no password was given')));
        if (character === '\u007f' || character === '\b') typed = [...typed].slice(0, -1).join('');
        else typed += character;
      }
    };
    stdin.on('data', hear);
  });
}

/** The password; `PARLEY_PASSWORD` goes before the prompt. */
export async function askPassword({ fromStdin }: { fromStdin: boolean }): Promise<string> {
  if (fromStdin) return (await text(process.stdin)).replace(/\r?\n$/, '');
  if (process.env.PARLEY_PASSWORD) return process.env.PARLEY_PASSWORD;
  if (!process.stdin.isTTY)
    throw new UsageError('there is no terminal to ask at: give PARLEY_PASSWORD or --password-stdin');
  return await askHidden('Password: ');
}
