/** The frame of the screens before the sign-in. */
import { type ReactNode, useEffect, useRef } from 'react';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { Wordmark } from '../../parts/wordmark.tsx';
import './doorway.css';

export function Doorway({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.querySelector('input')?.focus(), []);
  return (
    <main className="doorway">
      <div ref={card} className="doorway-card">
        <div className="row spread">
          <Wordmark />
          <LanguageSwitch />
        </div>
        <div>
          <h1>{title}</h1>
          <p className="muted">{lead}</p>
        </div>
        {children}
      </div>
    </main>
  );
}
