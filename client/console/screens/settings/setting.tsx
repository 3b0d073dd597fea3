/** One matter of the settings: what it is, what it means, and the choice. */
import type { ReactNode } from 'react';

interface Props {
  title: string;
  about: string;
  children: ReactNode;
}

export function Setting({ title, about, children }: Props) {
  return (
    <section className="setting">
      <div>
        <h2>{title}</h2>
        <p className="small muted">{about}</p>
      </div>
      <div className="setting-choice">{children}</div>
    </section>
  );
}
