import { randomUUID } from "node:crypto";
import {
  canMove,
  INITIAL_STATE,
  isFinal,
  RUN_STATES,
  type RunState,
} from "@/lib/domain/run/run-state";
import type { Queryable } from "@/lib/store/queryable";
import { COUNTED_BY_START_SQL } from "@/lib/store/report-rollup";

/** Column values by column name, as a test wants them to differ from the usual. */
type Columns = Record<string, unknown>;

async function insert(db: Queryable, table: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns);
  const places = names.map((_, index) => `$${index + 1}`);
  await db.query(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${places.join(", ")})`,
    names.map((name) => columns[name]),
  );
}

let serial = 0;

/** A name no other object of this process has. */
export function uniqueName(prefix: string): string {
  serial += 1;
  return `${prefix}-${serial}-${randomUUID().slice(0, 6)}`;
}

export async function makeTenant(db: Queryable, columns: Columns = {}): Promise<string> {
  const id = randomUUID();
  const subdomain = uniqueName("tenant");
  await insert(db, "tenant", { id, subdomain, name: subdomain, ...columns });
  return id;
}

export interface MadeDefinition {
  id: string;
  tenantId: string;
  name: string;
  jobName: string;
  origin: string;
  jobId: number;
}

/** A definition of kind http; `url` also gives its origin. */
export async function makeDefinition(
  db: Queryable,
  tenantId: string,
  columns: Columns = {},
): Promise<MadeDefinition> {
  const id = randomUUID();
  const name = uniqueName("job");
  const url = typeof columns.url === "string" ? columns.url : "http://endpoint.test/run";
  const jobName = name
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, "_")
    .slice(0, 32);
  const origin = new URL(url).origin;
  await insert(db, "definition", {
    id,
    tenant_id: tenantId,
    name,
    job_name: jobName,
    kind: "http",
    url,
    origin,
    created_by: "test",
    ...columns,
  });
  const row = await db.query<{ job_id: number }>("SELECT job_id FROM definition WHERE id = $1", [
    id,
  ]);
  return { id, tenantId, name, jobName, origin, jobId: Number(row.rows[0]?.job_id) };
}

/** A schedule; `mode`, `expression` and `next_run_at` as a test needs them. */
export async function makeSchedule(
  db: Queryable,
  definition: MadeDefinition,
  columns: Columns,
): Promise<string> {
  const id = randomUUID();
  await insert(db, "schedule", {
    id,
    tenant_id: definition.tenantId,
    definition_id: definition.id,
    mode: "cron",
    active: true,
    created_by: "test",
    ...columns,
  });
  return id;
}

/** The shortest way along the state table from New to a state. */
export function pathTo(state: RunState): RunState[] {
  const ways: RunState[][] = [[INITIAL_STATE]];
  for (const way of ways) {
    const last = way[way.length - 1] ?? INITIAL_STATE;
    if (last === state) return way;
    for (const next of RUN_STATES) {
      if (canMove(last, next) && !ways.some((known) => known.includes(next)))
        ways.push([...way, next]);
    }
  }
  throw new Error(`No way leads to ${state}`);
}

interface RunWish {
  state: RunState;
  at: Date;
  columns?: Columns;
}

/** A run in any state, with the transitions that lead there. */
export async function makeRun(
  db: Queryable,
  definition: MadeDefinition,
  { state, at, columns = {} }: RunWish,
): Promise<string> {
  const id = typeof columns.id === "string" ? columns.id : randomUUID();
  const path = pathTo(state);
  serial += 1;
  await insert(db, "run", {
    tenant_id: definition.tenantId,
    id,
    definition_id: definition.id,
    definition_name: definition.name,
    kind: "http",
    job_name: definition.jobName,
    job_count: String(serial).padStart(8, "0"),
    state,
    root_start_at: at,
    start_at: at,
    submitted_at: at,
    started_at: path.includes("Running") ? at : null,
    ended_at: isFinal(state) ? at : null,
    ready: state === "Scheduled" || state === "Queued",
    origin: definition.origin,
    moves: path.length,
    submitted_by: "test",
    ...columns,
  });
  for (const [index, to] of path.entries()) {
    const from = path[index - 1] ?? null;
    await insert(db, "transition", {
      tenant_id: definition.tenantId,
      run_id: id,
      seq: index + 1,
      at: (columns.submitted_at as Date | undefined) ?? at,
      from_state: from,
      to_state: to,
      actor: "test",
    });
  }
  if (isFinal(state)) await countEnd(db, id);
  return id;
}

async function countEnd(db: Queryable, runId: string): Promise<void> {
  await db.query(
    `INSERT INTO run_rollup AS u (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms)
     SELECT tenant_id, definition_id, job_name, date_trunc('hour', ended_at, 'UTC'), state, 1,
       COALESCE(round(extract(epoch FROM ended_at - started_at) * 1000), 0), 0
     FROM run WHERE id = $1 AND role <> 'step'
     ON CONFLICT (tenant_id, definition_id, job_name, hour, state)
     DO UPDATE SET runs = u.runs + 1, duration_ms = u.duration_ms + EXCLUDED.duration_ms`,
    [runId],
  );
  await db.query(`WITH done AS (SELECT * FROM run WHERE id = $1), ${COUNTED_BY_START_SQL} SELECT`, [
    runId,
  ]);
}
