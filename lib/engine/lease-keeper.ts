/**
 * Lease keeper: one heartbeat per node and interval stands for all its runs. A node that was declared
 * lost, because it was stopped or cut off for longer than its lease, registers under a new id; what it
 * still holds under the old one can no longer be finished by it.
 */
import { registerServer, renewLease } from "@/lib/store/server-leases";
import type { ServerIdentity } from "./dispatcher";
import type { EngineDeps } from "./engine-deps";

export const HEARTBEAT_MS = 3000;
export const LEASE_MS = 15_000;

interface LeaseDeps extends EngineDeps {
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
    await registerServer(this.#deps.db.pool, { id: server.id, name: server.name, concurrency, version }, leaseFrom(now));
    this.#healthySince = now;
    this.#renewedAt = now;
  }

  /** Renews the lease, or registers anew when it was lost. */
  async renewOnce(): Promise<void> {
    const { server, db, clock, logger } = this.#deps;
    const now = clock.now();
    const isAlive = await renewLease(db.pool, { id: server.id, inFlight: this.#deps.inFlight() }, leaseFrom(now));
    if (!isAlive) {
      logger.warn({ server: server.name }, "the lease was lost; registering again");
      await this.register();
      return;
    }
    const gap = this.#renewedAt ? now.getTime() - this.#renewedAt.getTime() : 0;
    if (gap > LEASE_MS || !this.#healthySince) this.#healthySince = now;
    this.#renewedAt = now;
  }

  /**
   * True once this node has kept its own lease for a whole lease time. Before that, silence of the
   * others may be the database's: after an outage everybody is late.
   */
  mayJudgeOthers(): boolean {
    if (!this.#healthySince || !this.#renewedAt) return false;
    const now = this.#deps.clock.now().getTime();
    return (
      now - this.#healthySince.getTime() >= LEASE_MS && now - this.#renewedAt.getTime() < LEASE_MS
    );
  }
}

function leaseFrom(now: Date): { now: Date; until: Date } {
  return { now, until: new Date(now.getTime() + LEASE_MS) };
}
