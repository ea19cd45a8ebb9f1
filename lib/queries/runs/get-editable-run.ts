import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { listGateNames } from "@/lib/queries/gates/list-gate-names";
import { authorise, type Context } from "@/lib/services/context";
import { findEditableRun } from "@/lib/store/operate-edit";

/** What can be edited of a run, and what it may be changed to. */
export interface EditableRunView {
  /** ISO text in UTC. */
  startAt: string;
  priority: number;
  queue: string;
  parameters: unknown;
  timeWindow: string | null;
  /** Names of the queues and time windows there are. */
  queues: string[];
  windows: string[];
}

/** A run as the form that edits it begins; throws `not_found` outside the scope. */
export async function getEditableRun(ctx: Context, runId: string): Promise<EditableRunView> {
  authorise(ctx, "jobs.read");
  const run = isId(runId) ? await findEditableRun(ctx.db.pool, ctx.scope, runId) : null;
  if (run === null) throw new AppError("not_found", `There is no run ${runId.slice(0, 64)}.`);
  const owner = { ...ctx, scope: { tenantId: run.tenantId, allTenants: false } };
  const [queues, windows] = await Promise.all([
    listGateNames(owner, "queue"),
    listGateNames(owner, "window"),
  ]);
  const { priority, queue, parameters, timeWindow } = run;
  return {
    ...{ startAt: run.startAt.toISOString(), priority, queue, parameters, timeWindow },
    queues: [...new Set([...queues, queue])].sort(),
    windows,
  };
}
