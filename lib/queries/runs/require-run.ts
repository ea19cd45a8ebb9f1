import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { authorise, type Context } from "@/lib/services/context";
import { findRun, type WholeRunRow } from "@/lib/store/run-reads";

/** The stored run; throws `not_found` for one that isn't there or is out of the scope. */
export async function requireRun(ctx: Context, runId: string): Promise<WholeRunRow> {
  authorise(ctx, "jobs.read");
  const run = isId(runId) ? await findRun(ctx.db.pool, ctx.scope, runId) : null;
  if (run !== null) return run;
  throw new AppError("not_found", `There is no run ${runId.slice(0, 64)}.`);
}
