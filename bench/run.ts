// `npm run bench`: measures, prints one table, stops everything. `--only NAME` runs one of them.
import { parseArgs } from 'node:util';
import { idle } from './idle.ts';
import { posts } from './posts.ts';
import { openRig, type Rig } from './rig.ts';
import { start } from './start.ts';
import { type Row, tableOf } from './table.ts';
import { timers } from './timers.ts';

interface Options {
  against?: string | undefined;
}

const benches: Record<string, (rig: Rig, options: Options) => Promise<Row[]>> = {
  posts,
  timers,
  idle,
  start,
};

const { only, against } = parseArgs({
  options: {
    only: { type: 'string' },
    /** Another checkout whose node takes part in the rounds of `posts`. */
    against: { type: 'string' },
  },
}).values;

const chosen = Object.entries(benches).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`There is no bench ${only}. There are ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, run] of chosen) {
  console.error(`${name} …`);
  const rig = openRig();
  // Stopped also when the bench is interrupted: the programs end with this process, the record with its death watch.
  try {
    rows.push(...(await run(rig, { against })));
  } finally {
    await rig.close();
  }
}
console.log(tableOf(rows));
