// Every migration in its order. Forward only: a mistake is mended by the next one.
import type { Migration } from 'kysely/migration';
import { up as record } from './0001-record.ts';
import { up as search } from './0002-search.ts';
import { up as alarms } from './0003-alarms.ts';
import { up as settleWord } from './0004-settle-word.ts';
import { up as settleWordTells } from './0005-settle-word-tells.ts';
import { up as conditions } from './0006-conditions.ts';
import { up as watchSound } from './0007-watch-sound.ts';

export const migrations: Record<string, Migration> = {
  '0001-record': { up: record },
  '0002-search': { up: search },
  '0003-alarms': { up: alarms },
  '0004-settle-word': { up: settleWord },
  '0005-settle-word-tells': { up: settleWordTells },
  '0006-conditions': { up: conditions },
  '0007-watch-sound': { up: watchSound },
};
