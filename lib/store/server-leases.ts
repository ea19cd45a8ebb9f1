import type { Queryable } from "./queryable";

/** A process server as it registers itself. */
export interface ServerRegistration {
  id: string;
  name: string;
  concurrency: number;
  version: string;
}

/** Records a node as running, with a lease. */
export async function registerServer(
  db: Queryable,
  server: ServerRegistration,
  lease: { now: Date; until: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO process_server (id, name, state, started_at, heartbeat_at, lease_until, concurrency, version)
     VALUES ($1, $2, 'running', $3, $3, $4, $5, $6)`,
    [server.id, server.name, lease.now, lease.until, server.concurrency, server.version],
  );
}

/**
 * Renews the one lease that stands for all runs of the server. False when it was declared lost in the
 * meantime: its runs belong to nobody any more and it must register anew.
 */
export async function renewLease(
  db: Queryable,
  server: { id: string; inFlight: number },
  lease: { now: Date; until: Date },
): Promise<boolean> {
  const renewal = {
    text: `UPDATE process_server SET heartbeat_at = $2, lease_until = $3, in_flight = $4
      WHERE id = $1 AND state IN ('running', 'draining')`,
    values: [server.id, lease.now, lease.until, server.inFlight],
    // A connection that has gone silent must not use up the lease: the next attempt takes another one.
    query_timeout: Math.max(500, (lease.until.getTime() - lease.now.getTime()) / 4),
  };
  const result = await db.query(renewal);
  return result.rowCount === 1;
}

/** From now on the server claims nothing; it still finishes what it holds. */
export async function startDraining(db: Queryable, serverId: string): Promise<void> {
  await db.query(
    `UPDATE process_server SET state = 'draining' WHERE id = $1 AND state = 'running'`,
    [serverId],
  );
}

/** Records an orderly end. */
export async function stopServer(db: Queryable, serverId: string, now: Date): Promise<void> {
  await db.query(
    `UPDATE process_server SET state = 'stopped', stopped_at = $2, in_flight = 0
     WHERE id = $1 AND state IN ('running', 'draining')`,
    [serverId, now],
  );
}

/**
 * Declares servers lost whose lease ran out before `before`. A claim of theirs that was under way at
 * that moment is found by the next rescue; a later one claims nothing.
 */
export async function declareLostServers(
  db: Queryable,
  { before, now }: { before: Date; now: Date },
): Promise<string[]> {
  const result = await db.query<{ name: string }>(
    `UPDATE process_server SET state = 'lost', stopped_at = $1
     WHERE state IN ('running', 'draining') AND lease_until < $2 RETURNING name`,
    [now, before],
  );
  return result.rows.map((row) => row.name);
}

/** Forgets servers that ended before `before` and hold nothing. */
export async function forgetServers(db: Queryable, before: Date): Promise<number> {
  const result = await db.query(
    `DELETE FROM process_server p WHERE p.state IN ('stopped', 'lost') AND p.stopped_at < $1
     AND NOT EXISTS (SELECT FROM run r WHERE r.server_id = p.id)`,
    [before],
  );
  return result.rowCount ?? 0;
}
