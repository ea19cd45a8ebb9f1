import type { z } from "zod";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { type RestartInput, restartInputSchema } from "@/lib/domain/run/restart-input";
import { planAction } from "@/lib/domain/run/run-actions";
import { submitRunSchema } from "@/lib/domain/run/submit-input";
import { authorise, type Context } from "@/lib/services/context";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { findRun, type WholeRunRow } from "@/lib/store/run-reads";
import { auditRestart } from "./audit-restart";
import { restartChain } from "./restart-chain";
import { announceSubmitted, submitRuns } from "./submit-runs";

export type RestartRequest = z.input<typeof restartInputSchema>;

/**
 * Submits an ended run again with its values, at once; answers with the new id. The run itself stays as it ended
 * (model, "One state machine"). A chain is restarted as a whole, from the step that failed, from a chosen step, or for
 * one call (run-states-and-chains 8.2 rule 12); its steps and calls are not restarted by themselves. Values that do not
 * fit the definition any more make the new run Modified: an operator corrects them (1.3).
 */
export async function restartRun(
  ctx: Context,
  runId: string,
  request: RestartRequest = {},
): Promise<string> {
  authorise(ctx, "runs.operate");
  const restart = parseInput(restartInputSchema, request);
  const run = isId(runId) ? await findRun(ctx.db.pool, ctx.scope, runId) : null;
  if (run === null) throw new AppError("not_found", `There is no run ${runId.slice(0, 64)}.`);
  refuseUnlessRestartable(run);
  const owner = { ...ctx, scope: { tenantId: run.tenantId, allTenants: false } };
  if (run.role === "chain") return restartChain(owner, run, restart);
  refuseParts(run, restart);
  const id = await inTransaction(ctx.db.pool, async (tx) => {
    const restarted = await submitAgain(owner, tx, run);
    await auditRestart(ctx, tx, { run, restarted, restart });
    return restarted;
  });
  announceSubmitted(ctx, [{ tenantId: run.tenantId, id, gate: null }]);
  ctx.hint("gates");
  return id;
}

async function submitAgain(owner: Context, tx: Queryable, run: WholeRunRow): Promise<string> {
  const values = submitRunSchema.parse({
    definition: run.definitionName,
    parameters: run.parameters,
    queue: run.queue,
    priority: run.priority,
    hold: false,
  });
  const [id] = await submitRuns(owner, [values], { restartOf: run.id, keepsMisfits: true, tx });
  if (id === undefined) throw new AppError("internal", "The submission gave no run.");
  return id;
}

function refuseUnlessRestartable(run: WholeRunRow): void {
  const plan = planAction("restart", { ...run, isTopLevel: run.parentId === null });
  const details = { state: run.state };
  if (!plan.ok) throw new AppError("conflict", plan.reason, { details });
  if (run.hasDefinition) return;
  const gone = `The definition "${run.definitionName}" was deleted, so the run cannot be restarted.`;
  throw new AppError("conflict", gone, { details });
}

function refuseParts({ state }: WholeRunRow, { point }: RestartInput): void {
  if (point.mode === "all") return;
  const message = `'mode' must be "all": the run is no chain and has no parts to restart`;
  throw new AppError("invalid", message, { field: "mode", details: { state } });
}
