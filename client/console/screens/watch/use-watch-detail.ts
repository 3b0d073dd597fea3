/** A watch with its open items and who may take it, asked for when a part of the screen needs it, and kept fresh there. */
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../shared/commands.ts';
import { watches } from '../../state/desk.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { send } from '../../state/hotline.ts';
import { useAnswer } from '../../state/live-query.ts';

export function useWatchDetail(stationId: string) {
  const [watch, setWatch] = useState<OutputOf<'watch.get'>['watch'] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, setAsked] = useState(0);
  // The watches are read again after every hint: what is open may have changed with them.
  const hint = useAnswer(watches).data;
  useEffect(() => {
    let current = true;
    void asked;
    void hint;
    send('watch.get', { stationId }).then(
      (answer) => {
        if (!current) return;
        setWatch(answer.watch);
        setFailure(null);
      },
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
    };
  }, [stationId, asked, hint]);
  return { watch, failure, again: () => setAsked(asked + 1) };
}
