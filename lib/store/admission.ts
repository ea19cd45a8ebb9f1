import type { GateDecision } from "@/lib/domain/gate/decide-gates";
import type { Queryable } from "./queryable";

/** Records the locks runs take as they start. */
export async function takeLocks(
  tx: Queryable,
  decisions: readonly GateDecision[],
  now: Date,
): Promise<void> {
  const taken = decisions.flatMap(({ candidate, locks }) =>
    locks.map((lock) => ({ tenantId: candidate.tenantId, runId: candidate.id, ...lock })),
  );
  if (taken.length === 0) return;
  await tx.query(
    `INSERT INTO lock_hold (tenant_id, lock_name, run_id, mode, units, since)
     SELECT u.*, $1 FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::int[]) AS u`,
    [
      now,
      taken.map((hold) => hold.tenantId),
      taken.map((hold) => hold.lock),
      taken.map((hold) => hold.runId),
      taken.map((hold) => hold.mode),
      taken.map((hold) => hold.units),
    ],
  );
}

/** Remembers which events were met and the opening a run waits in. */
export async function saveGateProgress(
  tx: Queryable,
  decisions: readonly GateDecision[],
): Promise<void> {
  const changed = decisions.filter(
    ({ candidate, eventsMet, windowClosesAt }) =>
      eventsMet.length !== candidate.eventsMet.length ||
      windowClosesAt?.getTime() !== candidate.windowClosesAt?.getTime(),
  );
  if (changed.length === 0) return;
  await tx.query(
    `UPDATE run_gate g SET window_closes_at = u.closes_at, events_met = ARRAY(SELECT jsonb_array_elements_text(u.met))
     FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::timestamptz[]) AS u(tenant_id, run_id, met, closes_at)
     WHERE g.tenant_id = u.tenant_id AND g.run_id = u.run_id`,
    [
      changed.map(({ candidate }) => candidate.tenantId),
      changed.map(({ candidate }) => candidate.id),
      changed.map(({ eventsMet }) => JSON.stringify(eventsMet)),
      changed.map(({ windowClosesAt }) => windowClosesAt),
    ],
  );
}

/**
 * Files runs that stay in their state under what they wait for now; those that only lack a slot may be examined again
 * at once. The caller holds them. What is filed like that already is not written again.
 */
export async function noteWaiting(
  tx: Queryable,
  decisions: readonly GateDecision[],
): Promise<void> {
  if (decisions.length === 0) return;
  await tx.query({
    name: "note-waiting",
    text: `UPDATE run r SET reason = u.reason, blocked_on = u.blocked_on, wake_at = u.wake_at, ready = u.blocked_on IS NULL
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) AS u(tenant_id, id, reason, blocked_on, wake_at)
     WHERE r.tenant_id = u.tenant_id AND r.id = u.id
       AND (r.reason, r.blocked_on, r.wake_at, r.ready) IS DISTINCT FROM (u.reason, u.blocked_on, u.wake_at, u.blocked_on IS NULL)`,
    values: [
      decisions.map(({ candidate }) => candidate.tenantId),
      decisions.map(({ candidate }) => candidate.id),
      decisions.map(({ reason }) => reason),
      decisions.map(({ blockedOn }) => blockedOn),
      decisions.map(({ wakeAt }) => wakeAt),
    ],
  });
}
