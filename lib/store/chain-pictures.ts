import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { CallRun, ChainPicture, StepRun } from "@/lib/domain/chain/chain-picture";
import { isRestartReply } from "@/lib/domain/chain/restart-reply";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A chain run as it is loaded for a decision: its picture, and what else is known of its runs. */
export interface LoadedChain {
  tenantId: string;
  picture: ChainPicture;
  root: ChainRootRow;
  /** By run id: what a call was given and gave. */
  values: ReadonlyMap<string, CallValues>;
}

/** In and out values of a call. */
export interface CallValues {
  parameters: Readonly<Record<string, unknown>>;
  result: unknown;
}

/** The run of a chain itself. */
export interface ChainRootRow {
  id: string;
  definitionId: string;
  definitionName: string;
  queue: string;
  priority: number;
  startAt: Date;
  rootStartAt: Date;
  submittedBy: string;
  scheduleId: string | null;
  parameters: Readonly<Record<string, unknown>>;
  /** Its place as a call of an outer chain; null for a chain of its own. */
  call: {
    parentId: string;
    chainId: string | null;
    stepName: string | null;
    callName: string | null;
    iteration: number;
  } | null;
}

interface RunRow {
  tenant_id: string;
  id: string;
  role: string;
  parent_id: string | null;
  chain_id: string | null;
  state: RunState;
  step_name: string | null;
  call_name: string | null;
  iteration: number;
  start_at: Date;
  hold_when_reached: boolean;
  counts_as_start: boolean;
  conduct: boolean;
  ended_at: Date | null;
  is_asking: boolean;
  result_of: string | null;
  parameters: Record<string, unknown> | null;
  result: unknown;
}

interface RootRow extends RunRow {
  definition_id: string;
  definition_name: string;
  queue: string;
  priority: number;
  root_start_at: Date;
  submitted_by: string;
  schedule_id: string | null;
  snapshot: ChainDefinition;
  handler_restarts: number;
  master: ChainDefinition | null;
}

const COLUMNS = `r.tenant_id, r.id, r.role, r.parent_id, r.chain_id, r.state, r.step_name, r.call_name, r.iteration,
  r.start_at, r.hold_when_reached, r.counts_as_start, r.conduct, r.ended_at, r.result_of,
  (r.gated AND r.ended_at IS NOT NULL AND EXISTS (SELECT FROM operator_message m WHERE m.run_id = r.id AND m.state = 'open')) AS is_asking`;

/**
 * Loads chains with all their steps and calls, and holds the run of each chain until the transaction ends: two nodes
 * decide about one chain one after the other.
 */
export async function loadChains(
  tx: Queryable,
  chains: readonly { tenantId: string; id: string }[],
  now: Date,
): Promise<LoadedChain[]> {
  if (chains.length === 0) return [];
  const roots = await tx.query<RootRow>({
    name: "lock-chain-roots",
    text: `SELECT ${COLUMNS}, r.parameters, r.result, r.definition_id, r.definition_name, r.queue, r.priority, r.root_start_at, r.submitted_by,
        r.schedule_id, c.snapshot, c.handler_restarts, d.properties -> 'chain' AS master
      FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
      JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.id
      JOIN chain_run c ON c.tenant_id = r.tenant_id AND c.run_id = r.id
      LEFT JOIN definition d ON d.id = r.definition_id
      ORDER BY r.id FOR NO KEY UPDATE OF r`,
    values: [chains.map((chain) => chain.tenantId), chains.map((chain) => chain.id)],
  });
  const ids = roots.rows.map((row) => row.id);
  const members = await tx.query<RunRow>({
    name: "load-chain-members",
    text: `SELECT ${COLUMNS}, r.parameters, r.result FROM run r WHERE r.chain_id = ANY($1::uuid[]) ORDER BY r.chain_id, r.id`,
    values: [ids],
  });
  const replies = await loadReplies(tx, members.rows);
  const kept = await loadKeptResults(tx, members.rows);
  const byChain = new Map<string, RunRow[]>(ids.map((id) => [id, []]));
  for (const row of members.rows) byChain.get(row.chain_id ?? "")?.push(row);
  return roots.rows.map((root) =>
    loadedChain(root, byChain.get(root.id) ?? [], { now, replies, kept }),
  );
}

interface Surroundings {
  now: Date;
  replies: ReadonlyMap<string, { reply: string; by: string }>;
  /** Values of runs of earlier chains that calls stand for. */
  kept: ReadonlyMap<string, CallValues>;
}

async function loadKeptResults(
  tx: Queryable,
  rows: readonly RunRow[],
): Promise<Surroundings["kept"]> {
  const ids = [...new Set(rows.flatMap((row) => row.result_of ?? []))];
  if (ids.length === 0) return new Map();
  const found = await tx.query<Pick<RunRow, "id" | "parameters" | "result">>(
    "SELECT id, parameters, result FROM run WHERE tenant_id = $1 AND id = ANY($2::uuid[])",
    [rows[0]?.tenant_id, ids],
  );
  return new Map(
    found.rows.map((row) => [row.id, { parameters: row.parameters ?? {}, result: row.result }]),
  );
}

/** Replies given about steps that still ask. */
async function loadReplies(
  tx: Queryable,
  rows: readonly RunRow[],
): Promise<Surroundings["replies"]> {
  const asking = rows.filter((row) => row.role === "step" && row.state === "Console");
  if (asking.length === 0) return new Map();
  const found = await tx.query<{ run_id: string; reply: string; replied_by: string }>(
    `SELECT DISTINCT ON (run_id) run_id, reply, replied_by FROM operator_message
     WHERE run_id = ANY($1::uuid[]) AND state = 'replied' ORDER BY run_id, id DESC`,
    [asking.map((row) => row.id)],
  );
  return new Map(found.rows.map((row) => [row.run_id, { reply: row.reply, by: row.replied_by }]));
}

function loadedChain(root: RootRow, members: readonly RunRow[], around: Surroundings): LoadedChain {
  const steps = members.filter((row) => row.role === "step");
  const calls = members.filter((row) => row.role !== "step");
  return {
    tenantId: root.tenant_id,
    picture: {
      now: around.now,
      chain: { id: root.id, state: root.state, handlerRestarts: root.handler_restarts },
      definition: root.snapshot,
      master: root.master,
      steps: steps.map(stepFrom),
      calls: calls.map(callFrom),
      reply: replyFrom(steps, around.replies),
    },
    root: rootFrom(root),
    values: new Map([
      ...around.kept,
      ...calls.map((row): [string, CallValues] => [
        row.id,
        { parameters: row.parameters ?? {}, result: row.result },
      ]),
    ]),
  };
}

function stepFrom(row: RunRow): StepRun {
  return {
    id: row.id,
    name: row.step_name ?? "",
    iteration: row.iteration,
    state: row.state,
    holdWhenReached: row.hold_when_reached,
    startAt: row.state === "Delayed" ? row.start_at : null,
    countsAsStart: row.counts_as_start,
  };
}

function callFrom(row: RunRow): CallRun {
  return {
    id: row.id,
    stepRunId: row.parent_id ?? "",
    name: row.call_name ?? "",
    state: row.state,
    holdWhenReached: row.hold_when_reached,
    isAutomaticRestartPending: row.ended_at !== null && (row.conduct || row.is_asking),
    keepsResultOf: row.result_of,
  };
}

function replyFrom(
  steps: readonly RunRow[],
  replies: Surroundings["replies"],
): ChainPicture["reply"] {
  for (const step of steps) {
    const given = replies.get(step.id);
    if (given && isRestartReply(given.reply))
      return { stepRunId: step.id, reply: given.reply, by: given.by };
  }
  return null;
}

function rootFrom(row: RootRow): ChainRootRow {
  return {
    id: row.id,
    definitionId: row.definition_id,
    definitionName: row.definition_name,
    queue: row.queue,
    priority: row.priority,
    startAt: row.start_at,
    rootStartAt: row.root_start_at,
    submittedBy: row.submitted_by,
    scheduleId: row.schedule_id,
    parameters: row.parameters ?? {},
    call: row.parent_id === null ? null : callPlaceFrom(row, row.parent_id),
  };
}

function callPlaceFrom(row: RunRow, parentId: string): ChainRootRow["call"] {
  return {
    parentId,
    chainId: row.chain_id,
    stepName: row.step_name,
    callName: row.call_name,
    iteration: row.iteration,
  };
}

/** A run the conductor has to look at. */
export interface ConductedRun {
  tenantId: string;
  id: string;
  role: string;
  chainId: string | null;
  isEnded: boolean;
}

/** Takes up to `limit` of the runs that are to be conducted; they count as looked at when the transaction commits. */
export async function takeConducted(tx: Queryable, limit: number): Promise<ConductedRun[]> {
  const { rows } = await tx.query<ConductedRun>({
    name: "take-conducted",
    text: `UPDATE run r SET conduct = false FROM (
        SELECT tenant_id, id FROM run WHERE conduct AND role IN ('step', 'chain') AND (role = 'step' OR ended_at IS NULL)
        ORDER BY tenant_id, id LIMIT $1 FOR UPDATE SKIP LOCKED
      ) t WHERE r.tenant_id = t.tenant_id AND r.id = t.id
      RETURNING r.tenant_id AS "tenantId", r.id, r.role, r.chain_id AS "chainId", r.ended_at IS NOT NULL AS "isEnded"`,
    values: [limit],
  });
  return rows;
}

/** Has the conductor look at runs again. */
export async function askConductor(
  tx: Queryable,
  runs: readonly { tenantId: string; id: string }[],
): Promise<void> {
  if (runs.length === 0) return;
  await tx.query(
    `UPDATE run r SET conduct = true FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     WHERE r.tenant_id = u.tenant_id AND r.id = u.id`,
    [runs.map((run) => run.tenantId), runs.map((run) => run.id)],
  );
}
