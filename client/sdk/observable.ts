/** Values that can be watched and events that can be heard: the SDK's whole vocabulary of change. */

/** A value that changes; `subscribe` and `get` are what React's `useSyncExternalStore` asks for. */
export interface Observable<T> {
  get(): T;
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** An {@link Observable} whose owner may set it. */
export interface Changeable<T> extends Observable<T> {
  set(next: T): void;
}

/** Something that happens again and again. */
export interface Topic<T> {
  on(handler: (event: T) => void): () => void;
  emit(event: T): void;
}

/** Lets the fault of a listener surface as uncaught, without harm to whoever was telling it something. */
export function surface(fault: unknown): void {
  queueMicrotask(() => {
    throw fault;
  });
}

/** Tells every handler; one that throws does not keep the others from hearing. */
function tellAll<T>(handlers: ReadonlySet<(event: T) => void>, event: T): void {
  for (const handler of [...handlers]) {
    try {
      handler(event);
    } catch (fault) {
      surface(fault);
    }
  }
}

/** A topic nobody has heard of yet. */
export function topic<T>(): Topic<T> {
  const handlers = new Set<(event: T) => void>();
  return {
    on(handler) {
      // A handler given twice is two handlers: each `off` takes away its own.
      const own = (event: T) => handler(event);
      handlers.add(own);
      return () => {
        handlers.delete(own);
      };
    },
    emit: (event) => tellAll(handlers, event),
  };
}

/** A changeable value. Setting what it already holds tells nobody. */
export function observable<T>(initial: T): Changeable<T> {
  let value = initial;
  const changes = topic<void>();
  return {
    get: () => value,
    subscribe: (listener) => changes.on(listener),
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      changes.emit();
    },
  };
}

/** A value computed from others, computed again when one of them changes. */
export function derived<T>(sources: readonly Observable<unknown>[], compute: () => T): Observable<T> {
  const value = observable(compute());
  for (const source of sources) source.subscribe(() => value.set(compute()));
  return value;
}
