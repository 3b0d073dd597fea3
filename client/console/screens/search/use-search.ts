/** The pages of a search: asked for when the reader pauses, never mixed between queries, the last answer shown meanwhile. */
import { useEffect, useState } from 'react';
import type { InputOf } from '../../../../shared/commands.ts';
import type { SearchGroup } from '../../../../shared/nouns/search.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { send } from '../../state/hotline.ts';

interface Found {
  /** What was asked; a page more belongs to it alone. */
  asked: string;
  groups: readonly SearchGroup[];
  nextCursor: string | null;
  complete: boolean;
}

const pauseMs = 250;

/** `input` null: something in a field does not fit, so nothing is asked. */
export function useSearch(input: InputOf<'record.search'> | null) {
  const asked = input === null ? null : JSON.stringify(input);
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asking, setAsking] = useState(true);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (asked === null) return setAsking(false);
    void tries;
    let current = true;
    setAsking(true);
    const ask = () =>
      send('record.search', JSON.parse(asked)).then(
        (page) => {
          if (!current) return;
          setFound({ ...page, asked });
          setFailure(null);
          setAsking(false);
        },
        (error: unknown) => {
          if (!current) return;
          setFailure(failureOf(error));
          setAsking(false);
        },
      );
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, tries]);

  const more = async () => {
    if (!found?.nextCursor) return;
    setAsking(true);
    try {
      const page = await send('record.search', { ...JSON.parse(found.asked), cursor: found.nextCursor });
      setFound((now) =>
        now?.asked === found.asked
          ? { ...now, groups: [...now.groups, ...page.groups], nextCursor: page.nextCursor }
          : now,
      );
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setAsking(false);
  };
  /** Shows every place in one case instead of the newest few. */
  const showAll = async (incidentId: string) => {
    if (!found) return;
    try {
      const whole = await send('record.search', { ...JSON.parse(found.asked), incidentId });
      const [group] = whole.groups;
      setFound((now) =>
        now && group && now.asked === found.asked
          ? { ...now, groups: now.groups.map((one) => (one.incident?.id === incidentId ? group : one)) }
          : now,
      );
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return { found, failure, asking, more, showAll, retry: () => setTries(tries + 1) };
}
