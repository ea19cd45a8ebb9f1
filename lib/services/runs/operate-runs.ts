import { AppError } from "@/lib/domain/errors";
import type { RunAction } from "@/lib/domain/run/run-actions";
import type { RunState } from "@/lib/domain/run/run-state";
import { authorise, type Context } from "@/lib/services/context";
import { actOnRuns } from "./act-on-runs";
import { deleteRuns } from "./delete-runs";
import { restartRun } from "./restart-run";

interface OperateRuns {
  action: RunAction;
  runIds: readonly string[];
  message?: string | undefined;
}

/** What became of each run asked for; `created` are the runs a restart has made. */
export interface OperateRunsResult {
  changed: string[];
  created: string[];
  refused: { id: string; state: RunState | null; message: string }[];
}

/** Does the same to many runs, each by itself; what is refused says why and changes nothing for the others. */
export async function operateRuns(
  ctx: Context,
  { action, runIds, message }: OperateRuns,
): Promise<OperateRunsResult> {
  authorise(ctx, "runs.operate");
  const ids = [...new Set(runIds.map((id) => id.toLowerCase()))];
  if (action === "restart") return restartAll(ctx, ids);
  if (action === "delete") {
    const { deleted, refused } = await deleteRuns(ctx, ids);
    return { changed: deleted, created: [], refused };
  }
  return { ...(await actOnRuns(ctx, { action, runIds: ids, reason: message })), created: [] };
}

async function restartAll(ctx: Context, ids: readonly string[]): Promise<OperateRunsResult> {
  const result: OperateRunsResult = { changed: [], created: [], refused: [] };
  for (const id of ids) {
    try {
      result.created.push(await restartRun(ctx, id));
      result.changed.push(id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      result.refused.push({ id, state: null, message: error.message });
    }
  }
  return result;
}
