import type { RunDetail, RunRelations, RunTransition } from "@/lib/domain/run/run-item";
import { getRun } from "@/lib/queries/runs/get-run";
import { getRunRelations } from "@/lib/queries/runs/get-run-relations";
import { listTransitions } from "@/lib/queries/runs/list-transitions";
import { type RunLog, readRunLog } from "@/lib/queries/runs/read-run-log";
import type { Context } from "@/lib/services/context";

/** A run as its page and the inspector show it. */
export interface RunData {
  run: RunDetail;
  transitions: RunTransition[];
  log: RunLog;
  relations: RunRelations;
}

/** A run with its state changes and its log; throws `not_found` outside the scope. */
export async function readRunData(ctx: Context, runId: string): Promise<RunData> {
  const [run, transitions, log] = await Promise.all([
    getRun(ctx, runId),
    listTransitions(ctx, runId),
    readRunLog(ctx, runId),
  ]);
  return { run, transitions, log, relations: await getRunRelations(ctx, run) };
}
