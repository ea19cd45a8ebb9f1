import { AppError } from "@/lib/domain/errors";
import type { RestartMode } from "@/lib/domain/run/restart-input";
import type { BulkRunAction } from "@/lib/domain/run/run-actions";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { authorise, type Context } from "@/lib/services/context";
import { actOnRuns } from "./act-on-runs";
import { deleteRuns } from "./delete-runs";
import type { RefusedRun } from "./operate-result";
import { restartRun } from "./restart-run";

interface OperateRuns {
  action: BulkRunAction;
  runIds: readonly string[];
  message?: string | undefined;
  /** Of a restart: whole runs, or of chains only from the step that failed. */
  mode?: Extract<RestartMode, "all" | "failed"> | undefined;
  version?: "current" | "master" | undefined;
}

/** What became of each run asked for; `created` are the runs a restart has made. */
export interface OperateRunsResult {
  changed: string[];
  created: string[];
  refused: RefusedRun[];
}

/** Does the same to many runs, each by itself; what is refused says why and changes nothing for the others. */
export async function operateRuns(
  ctx: Context,
  { action, runIds, message, mode, version }: OperateRuns,
): Promise<OperateRunsResult> {
  authorise(ctx, "runs.operate");
  const ids = [...new Set(runIds.map((id) => id.toLowerCase()))];
  if (action === "restart") return restartAll(ctx, ids, { mode, version });
  if (mode !== undefined || version !== undefined) {
    const field = mode === undefined ? "version" : "mode";
    throw new AppError("invalid", `'${field}' belongs to restart, not to ${action}`, { field });
  }
  if (action === "delete") {
    const { deleted, refused } = await deleteRuns(ctx, ids);
    return { changed: deleted, created: [], refused };
  }
  return { ...(await actOnRuns(ctx, { action, runIds: ids, reason: message })), created: [] };
}

async function restartAll(
  ctx: Context,
  ids: readonly string[],
  request: Pick<OperateRuns, "mode" | "version">,
): Promise<OperateRunsResult> {
  const result: OperateRunsResult = { changed: [], created: [], refused: [] };
  for (const id of ids) {
    try {
      result.created.push(await restartRun(ctx, id, request));
      result.changed.push(id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      result.refused.push({ id, state: stateIn(error), message: error.message });
    }
  }
  return result;
}

/** The state a refusal names. */
function stateIn({ details }: AppError): RunState | null {
  if (typeof details !== "object" || details === null || !("state" in details)) return null;
  return RUN_STATES.find((state) => state === details.state) ?? null;
}
