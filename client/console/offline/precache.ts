/** What the service worker of one version keeps. */
export interface Precache {
  /** Changes with the content of any file. */
  version: string;
  /** Paths that every seat needs. */
  always: readonly string[];
  /** Paths that are kept once they were used: languages and faces. */
  whenUsed: readonly string[];
}
