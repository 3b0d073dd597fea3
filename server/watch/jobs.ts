// Keeps the record of each station true about its own seat: from when to when no alarm would have been heard there.
import { type JournalDeps, runAsSystem } from '../journal/commit.ts';
import { defineSystemCommand } from '../platform/command.ts';
import type { Logger } from '../platform/logger.ts';
import { lookAtSounds, readSoundSeen, type SoundSeen, saveNoted } from './sound-store.ts';

/** Locks the station's channel alone: the lines know nothing of it, not even by a wait. */
export const noteSound = defineSystemCommand<{ stationId: string }, SoundSeen>('watch.note_sound', {
  async load(unit, { stationId }) {
    const before = await readSoundSeen(unit.sql, stationId);
    if (!before) return null;
    await unit.lock([before.channelId]);
    return readSoundSeen(unit.sql, stationId);
  },
  decide({ channelId, officer, noted, seen, seenSince }) {
    const payload = { officer, sound: seen, since: seenSince };
    return {
      entries: noted === seen ? [] : [{ channelId, kind: 'watch.sound_changed', payload }],
      result: (entries) => entries.length,
    };
  },
  async save({ sql }, { seen }, _entries, { stationId }) {
    await saveNoted(sql, stationId, seen);
    return undefined;
  },
});

export interface SoundWatch {
  /** Looks at every watch once and records what has changed for long enough. */
  look(): Promise<void>;
  close(): Promise<void>;
}

interface Deps {
  journal: JournalDeps;
  logger: Logger;
  everyMs: number;
}

export function createSoundWatch({ journal, logger, everyMs }: Deps): SoundWatch {
  let looking: Promise<void> | null = null;

  async function lookOnce(): Promise<void> {
    for (const stationId of await lookAtSounds(journal.db)) {
      // A watch that ended in between is no failure: it is simply not there any more.
      await runAsSystem(journal, noteSound, { stationId }).catch((error: unknown) =>
        logger.debug({ err: error, stationId }, 'the sound of a watch was not recorded'),
      );
    }
  }

  const timer = setInterval(
    () =>
      void look().catch((error: unknown) =>
        logger.warn({ err: error }, 'the sound of the watches was not seen'),
      ),
    everyMs,
  );
  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  }
  return {
    async look() {
      await looking?.catch(() => undefined);
      return look();
    },
    async close() {
      clearInterval(timer);
      await looking?.catch(() => undefined);
    },
  };
}
