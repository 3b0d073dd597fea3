/** Before the sign-in: the set-up of an empty record, or the sign-in. */
import { useEffect, useState } from 'react';
import type { EndReason } from '../../../sdk/session.ts';
import { part } from '../../parts/part.tsx';
import { client } from '../../state/hotline.ts';
import { SignIn } from './sign-in.tsx';

const SetUp = part(async () => (await import('./set-up.tsx')).SetUp);

export function Entrance({ ended }: { ended: EndReason | null }) {
  const [needed, setNeeded] = useState(false);
  useEffect(() => {
    let left = false;
    // Without an answer the sign-in stands, and says itself that the server cannot be reached.
    client.call('setup.status', {}).then(
      (status) => left || setNeeded(status.needed),
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, []);
  return needed ? <SetUp /> : <SignIn ended={ended} />;
}
