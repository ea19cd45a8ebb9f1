/** What the place of a run in the dispatch order depends on. */
export interface DispatchKey {
  priority: number;
  /** Requested start of the top-level run. */
  rootStartAt: Date;
  startAt: Date;
  id: string;
}

/**
 * Dispatch order (run-states-and-chains 4.3): priority, high first; requested start of the top-level run; own start;
 * id. Negative when `a` comes first.
 */
export function compareDispatch(a: DispatchKey, b: DispatchKey): number {
  return (
    b.priority - a.priority ||
    a.rootStartAt.getTime() - b.rootStartAt.getTime() ||
    a.startAt.getTime() - b.startAt.getTime() ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
