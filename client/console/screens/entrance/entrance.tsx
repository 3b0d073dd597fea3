/** Before the sign-in: the set-up of an empty record, or the sign-in. */
import { useEffect, useState } from 'react';
import { Refusal } from '../../../../shared/errors.ts';
import type { EndReason } from '../../../sdk/session.ts';
import { backoffMs, pause } from '../../../sdk/waiting.ts';
import { part } from '../../parts/part.tsx';
import { client } from '../../state/hotline.ts';
import { SignIn } from './sign-in.tsx';

const SetUp = part(async () => (await import('./set-up.tsx')).SetUp);

/**
 * Asked until it is answered: at an empty record a sign-in is a door that nobody can open. Meanwhile the sign-in stands,
 * and says itself that the server cannot be reached.
 */
async function needsSetUp(left: AbortSignal): Promise<boolean> {
  for (let tries = 0; ; tries += 1) {
    try {
      return (await client.call('setup.status', {})).needed;
    } catch (error) {
      const asked = error instanceof Refusal ? (error.details.retryAfterMs ?? 0) : 0;
      await pause(Math.max(asked, backoffMs(tries)), left, whenOnline);
    }
  }
}

function whenOnline(now: () => void): () => void {
  window.addEventListener('online', now);
  return () => window.removeEventListener('online', now);
}

export function Entrance({ ended }: { ended: EndReason | null }) {
  const [needed, setNeeded] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    needsSetUp(leaving.signal).then(
      (answer) => leaving.signal.aborted || setNeeded(answer),
      () => undefined,
    );
    return () => leaving.abort();
  }, []);
  return needed ? <SetUp /> : <SignIn ended={ended} />;
}
