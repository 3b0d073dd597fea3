/** A watch with its open items and who may take it, asked for when a dialog needs it. */
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../shared/commands.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { send } from '../../state/hotline.ts';

export function useWatchDetail(stationId: string) {
  const [watch, setWatch] = useState<OutputOf<'watch.get'>['watch'] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    send('watch.get', { stationId }).then(
      (answer) => current && setWatch(answer.watch),
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
    };
  }, [stationId]);
  return { watch, failure };
}
