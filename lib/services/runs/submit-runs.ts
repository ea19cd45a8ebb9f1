import { AppError } from "@/lib/domain/errors";
import type { RunState } from "@/lib/domain/run/run-state";
import type { SubmitRunInput } from "@/lib/domain/run/submit-input";
import { authorise, type Context } from "@/lib/services/context";
import type { Queryable } from "@/lib/store/queryable";
import { type NewRun, submitRuns as storeRuns } from "@/lib/store/submit-runs";
import { findSubmittable, type SubmittableDefinition } from "@/lib/store/submittable-definitions";

/** Starts nearer than this are due at once: the clock of a caller need not be exact to the second. */
const NOW_TOLERANCE_MS = 1000;
const NUL = String.fromCharCode(0);

/**
 * Submits runs, all or none; durable when it answers. Ids come in the order of the input. With
 * `scheduleId` they count as runs of that schedule outside its plan ("run now").
 */
export async function submitRuns(
  ctx: Context,
  runs: readonly SubmitRunInput[],
  options: { scheduleId?: string; restartOf?: string; tx?: Queryable } = {},
): Promise<string[]> {
  authorise(ctx, "runs.operate");
  const definitions = await findSubmittable(ctx.db.pool, ctx.scope, [
    ...new Set(runs.map((run) => run.definition)),
  ]);
  const submitted = runs.map((run, index) => {
    const definition = definitions.get(run.definition);
    if (!definition) {
      const field = runs.length > 1 ? `runs.${index}.definition` : "definition";
      throw new AppError("invalid", `There is no definition named "${run.definition}".`, { field });
    }
    refuseNul(run.parameters, runs.length > 1 ? `runs.${index}.parameters` : "parameters");
    return newRunFrom(ctx, definition, { run, ...options });
  });
  await storeRuns(options.tx ?? ctx.db.pool, submitted, ctx.now);
  if (!options.tx) announceSubmitted(ctx, submitted);
  return submitted.map((run) => run.id);
}

/** Tells engine and watchers of submitted runs; after the commit of the caller's transaction. */
export function announceSubmitted(
  ctx: Pick<Context, "hint" | "changed">,
  runs: readonly { tenantId: string; id: string }[],
): void {
  ctx.hint("runs");
  ctx.changed(runs.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
}

interface Submission {
  run: SubmitRunInput;
  scheduleId?: string;
  restartOf?: string;
}

function newRunFrom(
  ctx: Context,
  definition: SubmittableDefinition,
  submission: Submission,
): NewRun {
  const { run } = submission;
  const startAt = run.startAt ?? ctx.now;
  const isDue = startAt.getTime() <= ctx.now.getTime() + NOW_TOLERANCE_MS;
  const isHeld = run.hold ?? definition.hold;
  const path: readonly RunState[] = isHeld ? ["Held"] : ["Scheduled"];
  return {
    tenantId: definition.tenantId,
    id: ctx.newId(ctx.now),
    definitionId: definition.id,
    definitionName: definition.name,
    kind: definition.kind,
    jobName: definition.jobName,
    queue: run.queue ?? definition.queue,
    priority: run.priority ?? definition.priority,
    startAt: isDue && startAt > ctx.now ? ctx.now : startAt,
    plannedAt: null,
    scheduleId: submission.scheduleId ?? null,
    restartOf: submission.restartOf ?? null,
    origin: definition.origin,
    parameters: run.parameters ?? null,
    submittedBy: ctx.actor.name,
    path,
    reason: isHeld ? "HOLD_ON_SUBMIT" : null,
    ready: isDue && !isHeld,
    ended: false,
  };
}

/** PostgreSQL cannot store the character; better said here than found out there. */
function refuseNul(parameters: unknown, field: string): void {
  if (parameters == null) return;
  const text = JSON.stringify(parameters);
  if (text.includes("\\u0000") || text.includes(NUL)) {
    throw new AppError("invalid", "The character U+0000 cannot be stored.", { field });
  }
}
