/** What a schema finds wrong with an input, told at its fields also where several shapes would have fitted. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Of shapes none of which fits, the one that came nearest: with the fewest complaints, and those deepest inside it. */
function nearest(tries: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const [best = []] = [...tries].sort((one, other) => one.length - other.length || depth(other) - depth(one));
  return best;
}

/** The issues of an error; in place of "no shape fits" those of the shape that was most likely meant. */
export function issuesOf({ issues }: z.core.$ZodError): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const inside = nearest(issue.errors);
    if (inside.length === 0) return [issue];
    return inside.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
  });
}
