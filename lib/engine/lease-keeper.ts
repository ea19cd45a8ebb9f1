/**
 * Lease keeper: one heartbeat per node and interval stands for all its runs. A node that was declared
 * lost, because it was stopped or cut off for longer than its lease, registers under a new id; what it
 * still holds under the old one can no longer be finished by it.
 */
import { registerServer, renewLease } from "@/lib/store/server-leases";
import type { ServerIdentity } from "./dispatcher";
import type { EngineDeps } from "./engine-deps";

/** How often a node says that it lives, and after how much silence the others take it for lost. */
export interface LeaseTimes {
  heartbeatMs: number;
  leaseMs: number;
}

export const LEASE_TIMES: LeaseTimes = { heartbeatMs: 3000, leaseMs: 15_000 };

interface LeaseDeps extends EngineDeps {
  lease: LeaseTimes;
  server: ServerIdentity;
  concurrency: number;
  version: string;
  inFlight: () => number;
}

export class LeaseKeeper {
  readonly #deps: LeaseDeps;
  #healthySince: Date | null = null;
  #renewedAt: Date | null = null;

  constructor(deps: LeaseDeps) {
    this.#deps = deps;
  }

  async register(): Promise<void> {
    const { server, concurrency, version, clock } = this.#deps;
    const now = clock.now();
    server.id = this.#deps.newId(now);
    await registerServer(
      this.#deps.db.pool,
      { id: server.id, name: server.name, concurrency, version },
      this.#leaseFrom(now),
    );
    this.#healthySince = now;
    this.#renewedAt = now;
  }

  /** Renews the lease, or registers anew when it was lost. */
  async renewOnce(): Promise<void> {
    const { server, db, clock, logger } = this.#deps;
    const now = clock.now();
    const isAlive = await renewLease(
      db.pool,
      { id: server.id, inFlight: this.#deps.inFlight() },
      this.#leaseFrom(now),
    );
    if (!isAlive) {
      logger.warn({ server: server.name }, "the lease was lost; registering again");
      await this.register();
      return;
    }
    if (this.#isSilentSince(now) || !this.#healthySince) this.#healthySince = now;
    this.#renewedAt = now;
  }

  /**
   * True once this node has kept its own lease for a whole lease time. Before that, silence of the
   * others may be the database's: after an outage everybody is late.
   */
  mayJudgeOthers(): boolean {
    const now = this.#deps.clock.now();
    if (!this.#healthySince || this.#isSilentSince(now)) return false;
    return now.getTime() - this.#healthySince.getTime() >= this.#deps.lease.leaseMs;
  }

  /**
   * Whether this node has missed so many of its own heartbeats that the others may have missed theirs.
   * Half a lease: the others' last heartbeat may be older than its own, and they need time to come back.
   */
  #isSilentSince(now: Date): boolean {
    if (!this.#renewedAt) return true;
    return now.getTime() - this.#renewedAt.getTime() > this.#deps.lease.leaseMs / 2;
  }

  #leaseFrom(now: Date): { now: Date; until: Date } {
    return { now, until: new Date(now.getTime() + this.#deps.lease.leaseMs) };
  }
}
