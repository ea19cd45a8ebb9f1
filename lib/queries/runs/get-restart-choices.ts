import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { authorise, type Context } from "@/lib/services/context";
import { findSubmittedChain } from "@/lib/store/operate-chains";

/** The steps a chain can be restarted from, in their order, with their calls. */
export interface RestartChoice {
  step: string;
  calls: string[];
}

/** Where the chain of a run can be restarted; throws `not_found` for what is no chain, or outside the scope. */
export async function getRestartChoices(ctx: Context, runId: string): Promise<RestartChoice[]> {
  authorise(ctx, "jobs.read");
  const chain = isId(runId) ? await findSubmittedChain(ctx.db.pool, ctx.scope, runId) : null;
  if (chain === null) throw new AppError("not_found", `There is no chain ${runId.slice(0, 64)}.`);
  return chain.steps.map(({ name, calls }) => ({
    step: name,
    calls: calls.map((call) => call.name),
  }));
}
