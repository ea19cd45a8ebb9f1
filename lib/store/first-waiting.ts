import type { DispatchKey } from "@/lib/domain/gate/dispatch-order";
import {
  type EventEntry,
  type GateEntry,
  type LockEntry,
  type QueueEntry,
  worldKey,
} from "@/lib/domain/gate/gate-world";
import { eventResource, lockResource, queueResource } from "@/lib/domain/gate/resource";
import type { Queryable } from "./queryable";
import { IN_LINE_SQL } from "./waiting-line";

interface Gates {
  events: ReadonlyMap<string, EventEntry>;
  queues: ReadonlyMap<string, QueueEntry>;
  locks: ReadonlyMap<string, LockEntry>;
}

interface FirstRow extends DispatchKey {
  tenant_id: string;
  resource: string;
}

/** Notes at each gate who is the first to wait there. */
export async function loadFirstWaiting(
  tx: Queryable,
  { events, queues, locks }: Gates,
): Promise<void> {
  const entries = new Map<string, GateEntry>();
  const add = (from: ReadonlyMap<string, GateEntry>, resourceOf: (name: string) => string) => {
    for (const entry of from.values())
      entries.set(worldKey(entry.tenantId, resourceOf(entry.name)), entry);
  };
  add(events, eventResource);
  add(queues, queueResource);
  add(locks, lockResource);
  if (entries.size === 0) return;
  const { rows } = await tx.query<FirstRow>({
    name: "load-first-waiting",
    text: `SELECT u.tenant_id, u.resource, w.* FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, resource)
      CROSS JOIN LATERAL (
        SELECT r.priority, r.root_start_at AS "rootStartAt", r.start_at AS "startAt", r.id FROM run r
        WHERE r.tenant_id = u.tenant_id AND r.blocked_on = u.resource AND ${IN_LINE_SQL}
        ORDER BY r.priority DESC, r.root_start_at, r.start_at, r.id LIMIT 1) w`,
    values: [
      [...entries.values()].map(({ tenantId }) => tenantId),
      [...entries.keys()].map((key) => key.slice(key.indexOf(" ") + 1)),
    ],
  });
  for (const { tenant_id, resource, ...first } of rows) {
    const entry = entries.get(worldKey(tenant_id, resource));
    if (entry) entry.firstWaiting = first;
  }
}
