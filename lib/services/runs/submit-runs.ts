import { AppError } from "@/lib/domain/errors";
import type { SubmitRunInput } from "@/lib/domain/run/submit-input";
import { authorise, type Context } from "@/lib/services/context";
import { newRunOf } from "@/lib/store/new-run";
import { asModified } from "@/lib/store/parameter-resolver";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { needsTransaction, type RunToRecord, recordRuns } from "@/lib/store/record-runs";
import type { NewRun } from "@/lib/store/submit-runs";
import {
  type FoundDefinition,
  findLimitedQueues,
  findSubmittable,
} from "@/lib/store/submittable-definitions";
import { refuseValues, submissionResolver } from "./resolve-submitted";

/** Starts nearer than this are due at once: the clock of a caller need not be exact to the second. */
const NOW_TOLERANCE_MS = 1000;
const NUL = String.fromCharCode(0);

interface SubmitOptions {
  scheduleId?: string;
  restartOf?: string;
  /** Values that do not fit the definition make the run Modified; else they are refused. */
  keepsMisfits?: boolean;
  tx?: Queryable;
}

/**
 * Submits runs, all or none; durable when it answers. Ids come in the order of the input. With
 * `scheduleId` they count as runs of that schedule outside its plan ("run now"). Where a definition declares parameters
 * their defaults are applied, and values that are missing or wrong are refused with `parameters.NAME` as the field.
 */
export async function submitRuns(
  ctx: Context,
  runs: readonly SubmitRunInput[],
  options: SubmitOptions = {},
): Promise<string[]> {
  authorise(ctx, "runs.operate");
  const definitions = await findSubmittable(ctx.db.pool, ctx.scope, [
    ...new Set(runs.map((run) => run.definition)),
  ]);
  const queues = runs.flatMap(({ queue }) => (queue == null ? [] : [queue]));
  const limited = await findLimitedQueues(ctx.db.pool, ctx.scope.tenantId, queues);
  const resolve = submissionResolver(ctx.db.pool, { tenantId: ctx.scope.tenantId, now: ctx.now });
  const wanted: RunToRecord[] = [];
  for (const [index, run] of runs.entries()) {
    const at = runs.length > 1 ? `runs.${index}.` : "";
    const definition = definitions.get(run.definition);
    if (!definition) {
      const field = `${at}definition`;
      throw new AppError("invalid", `There is no definition named "${run.definition}".`, { field });
    }
    const given = { run, limited, ...options };
    wanted.push({
      run: await runToRecord(ctx, definition, { given, resolve, field: `${at}parameters` }),
      definition,
      startAtStep: run.startAtStep,
    });
  }
  if (options.tx) await recordRuns(options.tx, wanted, ctx);
  else {
    await record(ctx, wanted);
    announceSubmitted(
      ctx,
      wanted.map(({ run }) => run),
    );
  }
  return wanted.map(({ run }) => run.id);
}

/** Runs of their own are one statement; what they need at the gates is recorded with them or not at all. */
async function record(ctx: Context, wanted: readonly RunToRecord[]): Promise<void> {
  if (!wanted.some(needsTransaction)) await recordRuns(ctx.db.pool, wanted, ctx);
  else await inTransaction(ctx.db.pool, (tx) => recordRuns(tx, wanted, ctx));
}

/** Tells engine and watchers of submitted runs; after the commit of the caller's transaction. */
export function announceSubmitted(
  ctx: Pick<Context, "hint" | "changed">,
  runs: readonly Pick<NewRun, "tenantId" | "id" | "gate">[],
): void {
  ctx.hint(runs.some((run) => run.gate !== null) ? "gates" : "runs");
  ctx.changed(runs.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
}

interface Submission extends SubmitOptions {
  run: SubmitRunInput;
  /** Of the queues asked for those that keep runs back one by one. */
  limited: ReadonlySet<string>;
}

interface Resolving {
  given: Submission;
  resolve: ReturnType<typeof submissionResolver>;
  /** Where the parameters stand in the request. */
  field: string;
}

async function runToRecord(
  ctx: Context,
  definition: FoundDefinition,
  { given, resolve, field }: Resolving,
): Promise<NewRun> {
  const { parameters } = given.run;
  refuseNul(parameters, field);
  const { declared } = definition;
  if (declared === null) return newRunFrom(ctx, definition, given);
  const resolved = await resolve({ declared, given: parameters });
  if (resolved.ok) {
    const run = { ...given.run, parameters: resolved.values };
    return newRunFrom(ctx, definition, { ...given, run });
  }
  if (!given.keepsMisfits) throw refuseValues(resolved, field);
  return asModified(newRunFrom(ctx, definition, given), resolved);
}

function newRunFrom(
  ctx: Context,
  definition: FoundDefinition,
  { run, limited, scheduleId, restartOf }: Submission,
): NewRun {
  const startAt = run.startAt ?? ctx.now;
  const isDue = startAt.getTime() <= ctx.now.getTime() + NOW_TOLERANCE_MS;
  return newRunOf(definition, {
    ...{ scheduleId, restartOf },
    ...run,
    id: ctx.newId(ctx.now),
    startAt: isDue && startAt > ctx.now ? ctx.now : startAt,
    now: ctx.now,
    submittedBy: ctx.actor.name,
    parameters: run.parameters ?? null,
    isQueueLimited: run.queue != null && limited.has(run.queue),
  });
}

/** PostgreSQL cannot store the character; better said here than found out there. */
export function refuseNul(parameters: unknown, field: string): void {
  if (parameters == null) return;
  const text = JSON.stringify(parameters);
  if (text.includes("\\u0000") || text.includes(NUL)) {
    throw new AppError("invalid", "The character U+0000 cannot be stored.", { field });
  }
}
