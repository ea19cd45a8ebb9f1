import type { RunChange } from "@/lib/domain/run/run-change";
import type { Timer } from "@/lib/domain/timer";

/** A group of changes as a watcher gets it; `runIds` is null when it should look at everything anew. */
export interface ChangeEvent {
  /** Grows by one per event of this node; lets a watcher resume. */
  id: number;
  runIds: string[] | null;
}

type Watcher = { tenantId: string | null; send: (event: ChangeEvent) => void };

const COALESCE_MS = 250;
const MAX_NAMED = 500;
const MEMORY = 400;

interface FeedEntry {
  id: number;
  /** Run ids per tenant; null: too many to name. */
  byTenant: Map<string, string[]> | null;
}

/**
 * Collects run changes and passes them to watchers about four times a second. The last hundred seconds
 * of events are kept, so that a watcher that was cut off resumes where it was; one that was away longer
 * is told to look at everything anew.
 */
export class ChangeFeed {
  readonly #timer: Timer;
  readonly #watchers = new Set<Watcher>();
  #pending = new Map<string, string>();
  #isOverflown = false;
  #isDue = false;
  #lastId: number;
  #memory: FeedEntry[] = [];

  /** Ids of one process start above those of earlier ones when `firstId` is taken from the clock. */
  constructor(timer: Timer, firstId: number) {
    this.#timer = timer;
    this.#lastId = firstId;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** Null: something changed that cannot be named. */
  add(changes: readonly RunChange[] | null): void {
    if (changes === null || this.#pending.size > MAX_NAMED) this.#isOverflown = true;
    else for (const change of changes) this.#pending.set(change.runId, change.tenantId);
    if (this.#isDue) return;
    this.#isDue = true;
    this.#timer.after(COALESCE_MS, () => this.#emit());
  }

  /** Passes events on from now, or from after `lastSeen`; the answer ends it. `tenantId` null: every tenant. */
  watch(
    { tenantId, lastSeen }: { tenantId: string | null; lastSeen: number | null },
    send: (event: ChangeEvent) => void,
  ): () => void {
    const watcher = { tenantId, send };
    if (lastSeen !== null && lastSeen !== this.#lastId) this.#resume(watcher, lastSeen);
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #resume(watcher: Watcher, lastSeen: number): void {
    const oldest = this.#memory[0]?.id ?? Number.POSITIVE_INFINITY;
    if (lastSeen + 1 < oldest || lastSeen > this.#lastId) {
      watcher.send({ id: this.#lastId, runIds: null });
      return;
    }
    for (const entry of this.#memory) if (entry.id > lastSeen) deliver(watcher, entry);
  }

  #emit(): void {
    this.#isDue = false;
    const entry: FeedEntry = { id: ++this.#lastId, byTenant: this.#takePending() };
    this.#memory.push(entry);
    if (this.#memory.length > MEMORY) this.#memory.shift();
    for (const watcher of this.#watchers) deliver(watcher, entry);
  }

  #takePending(): FeedEntry["byTenant"] {
    const byTenant = new Map<string, string[]>();
    for (const [runId, tenantId] of this.#pending) {
      const ids = byTenant.get(tenantId);
      if (ids) ids.push(runId);
      else byTenant.set(tenantId, [runId]);
    }
    const isOverflown = this.#isOverflown || this.#pending.size > MAX_NAMED;
    this.#pending = new Map();
    this.#isOverflown = false;
    return isOverflown ? null : byTenant;
  }
}

function deliver(watcher: Watcher, entry: FeedEntry): void {
  if (!entry.byTenant) {
    watcher.send({ id: entry.id, runIds: null });
    return;
  }
  const runIds =
    watcher.tenantId === null
      ? [...entry.byTenant.values()].flat()
      : entry.byTenant.get(watcher.tenantId);
  if (runIds && runIds.length > 0) watcher.send({ id: entry.id, runIds });
}
