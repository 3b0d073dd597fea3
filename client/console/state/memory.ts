/** Small choices kept on this device. A browser that refuses storage only forgets them. */

const prefix = 'parley.';

export function read(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Storage is full or refused: the choice lasts until the page is closed.
  }
}

/** The names that begin with `start`, of all that is kept. */
export function names(start: string): string[] {
  try {
    const all = Object.keys(localStorage).filter((key) => key.startsWith(prefix + start));
    return all.map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}
