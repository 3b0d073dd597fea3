// Tells whether a process is alive and still the same one, counting a zombie as dead.
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** What is known of a live process; `startedAt` tells two holders of one recycled pid apart. */
export interface ProcessState {
  pid: number;
  name: string;
  startedAt: string;
}

/** Looks a process up. Answers null when it does not exist or is a zombie that nobody has reaped. */
export function readProcess(pid: number): ProcessState | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? readProcFile(pid) : askPs(pid);
}

function readProcFile(pid: number): ProcessState | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name stands in parentheses and may itself hold spaces and parentheses.
  const nameEnd = stat.lastIndexOf(')');
  const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
  const fields = stat.slice(nameEnd + 2).split(' ');
  const state = fields[0];
  const startedAt = fields[19] ?? '';
  if (state === 'Z' || state === 'X') return null;
  return { pid, name, startedAt };
}

function askPs(pid: number): ProcessState | null {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' });
    const [state = '', weekday, month, day, time, year, ...name] = line.trim().split(/\s+/);
    if (state === '' || state.startsWith('Z')) return null;
    return { pid, name: name.join(' '), startedAt: [weekday, month, day, time, year].join(' ') };
  } catch {
    return null;
  }
}

/** The working folder of a process, or null where that cannot be known. */
export function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
