import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { isFinal } from "@/lib/domain/run/run-state";
import { submitRunSchema } from "@/lib/domain/run/submit-input";
import { authorise, type Context } from "@/lib/services/context";
import { findRun, type WholeRunRow } from "@/lib/store/run-reads";
import { submitRuns } from "./submit-runs";

/**
 * Submits the definition of an ended run again with the run's values, at once; answers with the new id. The run itself
 * stays as it ended (model, "One state machine").
 */
export async function restartRun(ctx: Context, runId: string): Promise<string> {
  authorise(ctx, "runs.operate");
  const run = isId(runId) ? await findRun(ctx.db.pool, ctx.scope, runId) : null;
  if (run === null) throw new AppError("not_found", `There is no run ${runId.slice(0, 64)}.`);
  refuseUnlessEnded(run);
  const owner = { ...ctx, scope: { tenantId: run.tenantId, allTenants: false } };
  const values = submitRunSchema.parse({
    definition: run.definitionName,
    parameters: run.parameters,
    priority: run.priority,
    hold: false,
  });
  const [id] = await submitRuns(owner, [values], { restartOf: run.id });
  if (id === undefined) throw new AppError("internal", "The submission gave no run.");
  return id;
}

function refuseUnlessEnded(run: WholeRunRow): void {
  if (!isFinal(run.state)) {
    throw new AppError(
      "conflict",
      `A run in state ${run.state} cannot be restarted; it has to end first.`,
    );
  }
  if (!run.hasDefinition) {
    throw new AppError(
      "conflict",
      `The definition "${run.definitionName}" was deleted, so the run cannot be restarted.`,
    );
  }
}
