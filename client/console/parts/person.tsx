/** Who did something: side, name, role and station. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Author } from '../../../shared/nouns/officer.ts';
import { type Names, useNames } from '../state/names.ts';
import { SideDot } from './chips.tsx';
import { Named, NamedFor } from './named.tsx';

export function Person({ author }: { author: Author }) {
  const { t } = useTranslation();
  const names = useNames();
  return <PersonFor author={author} reader={{ t, names }} />;
}

interface Reader {
  t: TFunction<'console'>;
  names: Names;
}

/** For a list of many: its reader is told, and no line of it subscribes to anything. */
export function PersonFor({ author, reader: { t, names } }: { author: Author; reader: Reader }) {
  const seat = names.seat(author);
  return (
    <span className="person">
      {author.endId ? <SideDot mine={names.isMine(author.endId)} /> : null}
      <strong>{author.name}</strong>
      <span className="muted">
        {t(`role.${author.role}`)}
        {seat ? ' · ' : null}
        {seat ? <NamedFor name={seat} reader={names.language} /> : null}
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
