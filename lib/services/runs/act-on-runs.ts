import { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import {
  isActionAllowed,
  pathOfAction,
  type RunAction,
  statesForAction,
} from "@/lib/domain/run/run-actions";
import type { RunState } from "@/lib/domain/run/run-state";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";
import { type MovedRun, moveRuns } from "@/lib/store/move-runs";
import { inTransaction, type Queryable } from "@/lib/store/queryable";

/** Actions that change the state of a run as it stands. */
export const STATE_ACTIONS = ["hold", "release", "cancel", "kill", "force-unknown"] as const;
export type StateAction = (typeof STATE_ACTIONS)[number];

export const actOnRunsSchema = z.strictObject({
  action: z.enum(STATE_ACTIONS),
  runIds: z.array(z.string().refine(isId, "must be the id of a run")).min(1).max(1000),
  /** Why; recorded with the transition. */
  reason: z.string().trim().max(200).optional(),
});
export type ActOnRunsInput = z.infer<typeof actOnRunsSchema>;

/** What became of each run asked for. */
export interface ActOnRunsResult {
  changed: string[];
  refused: { id: string; state: RunState | null; message: string }[];
}

const REASON: Record<StateAction, string> = {
  hold: "HELD_BY_OPERATOR",
  release: "RELEASED",
  cancel: "CANCELED",
  kill: "KILLED",
  "force-unknown": "FORCED_UNKNOWN",
};

interface RunRow {
  id: string;
  tenant_id: string;
  state: RunState;
  server_id: string | null;
}

/**
 * Holds, releases, cancels, kills or gives up runs, each by itself: those whose state does not allow it
 * are answered with their state. A kill is passed on to the server that holds the run.
 */
export async function actOnRuns(ctx: Context, input: ActOnRunsInput): Promise<ActOnRunsResult> {
  authorise(ctx, "runs.operate");
  const result = await inTransaction(ctx.db.pool, async (tx) => {
    const runs = await loadRuns(tx, ctx, input.runIds);
    const moved = await applyAction(tx, ctx, {
      action: input.action,
      reason: input.reason ?? null,
      runs,
    });
    if (moved.length > 0) {
      await recordAudit(
        ctx,
        {
          action: `Run${input.action}`,
          outcome: "success",
          objectType: "run",
          objectId: moved.length === 1 ? (moved[0]?.id ?? null) : null,
          details: { runIds: moved.slice(0, 100).map((run) => run.id), count: moved.length },
        },
        tx,
      );
    }
    return { moved, runs };
  });
  const changed = new Set(result.moved.map((run) => run.id));
  announce(ctx, input.action, result.moved);
  const states = new Map(result.runs.map((run) => [run.id, run.state]));
  return {
    changed: [...changed],
    refused: input.runIds
      .filter((id) => !changed.has(id))
      .map((id) => refusal(input.action, id, states.get(id) ?? null)),
  };
}

/** One run; throws `not_found`, or `conflict` with the state when the action is not allowed in it. */
export async function actOnRun(
  ctx: Context,
  { action, runId, reason }: { action: StateAction; runId: string; reason?: string | undefined },
): Promise<void> {
  if (!isId(runId)) throw new AppError("not_found", `There is no run ${runId}.`);
  const { refused } = await actOnRuns(ctx, { action, runIds: [runId], reason });
  const first = refused[0];
  if (!first) return;
  throw new AppError(first.state ? "conflict" : "not_found", first.message, {
    details: first.state ? { state: first.state } : undefined,
  });
}

/**
 * Ends every live run of a definition or schedule inside the caller's transaction: cancels what has
 * not started, kills what has. The caller hints at kills after its commit.
 */
export async function stopRunsOf(
  tx: Queryable,
  ctx: Pick<Context, "now" | "actor">,
  of: { tenantId: string; definitionId: string; scheduleId?: string },
): Promise<number> {
  const condition = of.scheduleId ? "schedule_id = $3" : "definition_id = $2";
  const found = await tx.query<RunRow>(
    `SELECT id, tenant_id, state, server_id FROM run
     WHERE tenant_id = $1 AND definition_id = $2 AND ${condition} AND ended_at IS NULL${of.scheduleId ? "" : " AND $3::uuid IS NULL"}`,
    [of.tenantId, of.definitionId, of.scheduleId ?? null],
  );
  const canceled = await applyAction(tx, ctx, {
    action: "cancel",
    reason: "DELETED",
    runs: found.rows,
  });
  const killed = await applyAction(tx, ctx, {
    action: "kill",
    reason: "DELETED",
    runs: found.rows,
  });
  return canceled.length + killed.length;
}

async function loadRuns(tx: Queryable, ctx: Context, ids: readonly string[]): Promise<RunRow[]> {
  const result = await tx.query<RunRow>(
    `SELECT id, tenant_id, state, server_id FROM run WHERE id = ANY($1::uuid[])
     AND tenant_id = ANY(CASE WHEN $3 THEN ARRAY(SELECT t.id FROM tenant t) ELSE ARRAY[$2::uuid] END)`,
    [ids, ctx.scope.tenantId, ctx.scope.allTenants],
  );
  return result.rows;
}

async function applyAction(
  tx: Queryable,
  ctx: Pick<Context, "now" | "actor">,
  request: { action: StateAction; reason: string | null; runs: readonly RunRow[] },
): Promise<MovedRun[]> {
  const moves = request.runs.flatMap((run) => {
    const path = pathOfAction(request.action, run.state);
    if (!path) return [];
    return [
      {
        tenantId: run.tenant_id,
        runId: run.id,
        from: [run.state],
        path: finishesAtOnce(request.action, run) ? [...path, "Killed" as const] : path,
        reason: request.reason ?? REASON[request.action],
        detail: null,
      },
    ];
  });
  return moveRuns(tx, moves, { actor: ctx.actor.name, now: ctx.now });
}

/** A run no server holds, because its endpoint works on alone, has nothing to wait for. */
function finishesAtOnce(action: RunAction, run: RunRow): boolean {
  return action === "kill" && run.server_id === null;
}

function announce(ctx: Context, action: StateAction, moved: readonly MovedRun[]): void {
  if (moved.length === 0) return;
  ctx.changed(moved.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
  if (action === "kill") ctx.hint("kills");
  if (action === "release") ctx.hint("runs");
}

function refusal(action: StateAction, id: string, state: RunState | null) {
  if (state === null) return { id, state, message: `There is no run ${id}.` };
  if (isActionAllowed(action, { state })) {
    return { id, state, message: `The run changed at the same moment; try again.` };
  }
  const allowed = statesForAction(action).join(", ");
  return {
    id,
    state,
    message: `A run in state ${state} cannot be asked to ${action}; possible in: ${allowed}.`,
  };
}
