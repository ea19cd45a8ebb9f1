/** Runs something later; the real one is the platform's, tests drive theirs by hand. */
export interface Timer {
  /** Calls `work` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
}
