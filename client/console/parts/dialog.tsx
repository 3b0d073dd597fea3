/** A dialog. What holds the focus inside is fetched after the start, long before anybody opens one. */
import { part } from './part.tsx';

export const Dialog = part(async () => (await import('./dialog-frame.tsx')).DialogFrame);
