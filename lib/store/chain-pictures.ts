import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { CallRun, ChainPicture, StepRun } from "@/lib/domain/chain/chain-picture";
import { isRestartReply } from "@/lib/domain/chain/restart-reply";
import type { RunState } from "@/lib/domain/run/run-state";
import { type ChainSnapshot, loadMasters, loadSnapshots } from "./chain-snapshots";
import type { Queryable } from "./queryable";

/** A chain run as it is loaded for a decision: its picture, and what else is known of its runs. */
export interface LoadedChain {
  tenantId: string;
  picture: ChainPicture;
  root: ChainRootRow;
  /** False when only the calls of the steps under way and of the next one were loaded. */
  isWhole: boolean;
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
  /** Of the row its snapshot stands in. */
  version: string;
  handler_restarts: number;
}

const COLUMNS = `r.tenant_id, r.id, r.role, r.parent_id, r.chain_id, r.state, r.step_name, r.call_name, r.iteration,
  r.start_at, r.hold_when_reached, r.counts_as_start, r.conduct, r.ended_at, r.result_of,
  (r.gated AND r.ended_at IS NOT NULL AND EXISTS (SELECT FROM operator_message m WHERE m.run_id = r.id AND m.state = 'open')) AS is_asking`;

/** How much of chains is loaded: everything, or only the calls of the steps that are under way and come next. */
export type PictureExtent = "whole" | "current";

/**
 * Loads chains with their steps and calls, and holds the run of each chain until the transaction ends: two nodes
 * decide about one chain one after the other.
 */
export async function loadChains(
  tx: Queryable,
  chains: readonly { tenantId: string; id: string }[],
  now: Date,
  extent: PictureExtent = "whole",
): Promise<LoadedChain[]> {
  if (chains.length === 0) return [];
  const roots = await lockRoots(tx, chains);
  const snapshots = await loadSnapshots(tx, roots);
  const snapshotOf = (root: RootRow) => snapshots.get(root.id);
  const masters = await loadMasters(
    tx,
    roots.flatMap((root) => (needsMaster(extent, snapshotOf(root)) ? [root.definition_id] : [])),
  );
  const isWhole = (root: RootRow) => extent === "whole" || snapshotOf(root)?.traits.needsHistory;
  const whole = roots.filter(isWhole).map(({ id }) => id);
  const current = roots.filter((root) => !isWhole(root)).map(({ id }) => id);
  const members = [...(await loadMembers(tx, whole)), ...(await loadCurrentMembers(tx, current))];
  const replies = await loadReplies(tx, members);
  const kept = await loadKeptResults(tx, members);
  const byChain = new Map<string, RunRow[]>(roots.map(({ id }) => [id, []]));
  for (const row of members) byChain.get(row.chain_id ?? "")?.push(row);
  return roots.flatMap((root) => {
    const snapshot = snapshotOf(root);
    if (!snapshot) return [];
    const around = { now, replies, kept, master: masters.get(root.definition_id) ?? null };
    const loaded = loadedChain(
      { root, snapshot: snapshot.chain },
      byChain.get(root.id) ?? [],
      around,
    );
    return [{ ...loaded, isWhole: isWhole(root) === true }];
  });
}

function needsMaster(extent: PictureExtent, snapshot: ChainSnapshot | undefined): boolean {
  return extent === "whole" || snapshot?.traits.needsMaster === true;
}

async function lockRoots(
  tx: Queryable,
  chains: readonly { tenantId: string; id: string }[],
): Promise<RootRow[]> {
  const { rows } = await tx.query<RootRow>({
    name: "lock-chain-roots",
    text: `SELECT ${COLUMNS}, r.parameters, r.result, r.definition_id, r.definition_name, r.queue, r.priority, r.root_start_at,
        r.submitted_by, r.schedule_id, c.xmin::text AS version, c.handler_restarts
      FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
      JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.id
      JOIN chain_run c ON c.tenant_id = r.tenant_id AND c.run_id = r.id
      ORDER BY r.id FOR NO KEY UPDATE OF r`,
    values: [chains.map((chain) => chain.tenantId), chains.map((chain) => chain.id)],
  });
  return rows;
}

async function loadMembers(tx: Queryable, chainIds: readonly string[]): Promise<RunRow[]> {
  if (chainIds.length === 0) return [];
  const { rows } = await tx.query<RunRow>({
    name: "load-chain-members",
    text: `SELECT ${COLUMNS}, r.parameters, r.result FROM run r WHERE r.chain_id = ANY($1::uuid[]) ORDER BY r.chain_id, r.id`,
    values: [chainIds],
  });
  return rows;
}

// The steps of a chain, and the calls of those that have begun and of the first that has not: what most decisions are about.
const CURRENT_SQL = `
WITH step AS MATERIALIZED (
  SELECT r.tenant_id, r.id, r.chain_id, r.state, r.ended_at FROM run r WHERE r.chain_id = ANY($1::uuid[]) AND r.role = 'step'
), next AS (
  SELECT DISTINCT ON (chain_id) id FROM step WHERE state IN ('Chained', 'Disabled') ORDER BY chain_id, id
), wanted AS (
  SELECT id FROM step WHERE ended_at IS NULL AND state NOT IN ('Chained', 'Disabled') UNION SELECT id FROM next
)
SELECT ${COLUMNS}, NULL AS parameters, NULL AS result FROM step s JOIN run r ON r.tenant_id = s.tenant_id AND r.id = s.id
UNION ALL
SELECT ${COLUMNS}, NULL AS parameters, NULL AS result FROM wanted w JOIN run r ON r.parent_id = w.id
ORDER BY 5, 2`;

async function loadCurrentMembers(tx: Queryable, chainIds: readonly string[]): Promise<RunRow[]> {
  if (chainIds.length === 0) return [];
  const { rows } = await tx.query<RunRow>({
    name: "load-current-members",
    text: CURRENT_SQL,
    values: [chainIds],
  });
  return rows;
}

interface Surroundings {
  now: Date;
  replies: ReadonlyMap<string, { reply: string; by: string }>;
  /** Values of runs of earlier chains that calls stand for. */
  kept: ReadonlyMap<string, CallValues>;
  master: ChainDefinition | null;
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

function loadedChain(
  { root, snapshot }: { root: RootRow; snapshot: ChainDefinition },
  members: readonly RunRow[],
  around: Surroundings,
): Omit<LoadedChain, "isWhole"> {
  const steps = members.filter((row) => row.role === "step");
  const calls = members.filter((row) => row.role !== "step");
  return {
    tenantId: root.tenant_id,
    picture: {
      now: around.now,
      chain: { id: root.id, state: root.state, handlerRestarts: root.handler_restarts },
      definition: snapshot,
      master: around.master,
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
