/** Who did something: side, name, role and station. */
import { useTranslation } from 'react-i18next';
import type { Author } from '../../../shared/nouns/officer.ts';
import { useNames } from '../state/names.ts';
import { SideDot } from './chips.tsx';
import { Named } from './named.tsx';

export function Person({ author }: { author: Author }) {
  const { t } = useTranslation();
  const names = useNames();
  const seat = names.seat(author);
  return (
    <span className="person">
      {author.endId ? <SideDot mine={names.isMine(author.endId)} /> : null}
      <strong>{author.name}</strong>
      <span className="muted">
        {t(`role.${author.role}`)}
        {seat ? (
          <>
            {' · '}
            <Named name={seat} />
          </>
        ) : null}
      </span>
    </span>
  );
}

/** A side of the line by name. */
export function EndName({ endId }: { endId: string }) {
  const names = useNames();
  const name = names.ofEnd(endId);
  return (
    <span className="person">
      <SideDot mine={names.isMine(endId)} />
      <strong>{name ? <Named name={name} /> : '…'}</strong>
    </span>
  );
}
