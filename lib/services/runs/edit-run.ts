import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { RunEdit } from "@/lib/domain/run/edit-input";
import { type EditPlan, planEdit } from "@/lib/domain/run/edit-plan";
import { planAction } from "@/lib/domain/run/run-actions";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { existingNames } from "@/lib/store/definition-references";
import { moveRuns } from "@/lib/store/move-runs";
import {
  type EditableRun,
  examineAnew,
  giveGates,
  lockEditableRun,
  moveStartsBelow,
  setTimeWindow,
  tellThoseBehind,
  writeEdit,
} from "@/lib/store/operate-edit";
import type { Queryable } from "@/lib/store/queryable";
import { findLimitedQueues } from "@/lib/store/submittable-definitions";
import { type EditedValues, editedValues } from "./edited-values";

/**
 * Changes start, priority, queue, parameters or time window of a run that has not begun (run-states-and-chains 5), and
 * has its gates examined again. Overdue and Never become Scheduled (rows 34 and 36), Modified does once its values are
 * complete (row 10). Audited with what was changed, before and after. Throws `conflict` with the state where it is not
 * allowed, and `invalid` with `parameters.NAME` for values that do not fit.
 */
export async function editRun(ctx: Context, runId: string, edit: RunEdit): Promise<void> {
  const objectId = isId(runId) ? runId : null;
  const attempt = { action: "Runedit", objectType: "run", objectId };
  await requirePermission(ctx, "runs.operate", attempt);
  const run = await auditedChange(ctx, attempt, async (tx, audit) => {
    const found = await requireEditable(tx, ctx, runId);
    const values = await editedValues(ctx, tx, found, edit);
    audit.details = changesOf(found, edit, values);
    await apply(tx, ctx, { run: found, edit, values });
    return found;
  });
  ctx.changed([{ tenantId: run.tenantId, runId: run.id }]);
  ctx.hint("gates");
  ctx.hint("runs");
}

async function requireEditable(tx: Queryable, ctx: Context, runId: string): Promise<EditableRun> {
  const run = isId(runId) ? await lockEditableRun(tx, ctx.scope, runId) : null;
  if (run === null) throw new AppError("not_found", `There is no run ${runId.slice(0, 64)}.`);
  const plan = planAction("edit", { ...run, isTopLevel: run.parentId === null });
  if (plan.ok) return run;
  throw new AppError("conflict", plan.reason, { details: { state: run.state } });
}

interface Edit {
  run: EditableRun;
  edit: RunEdit;
  values: EditedValues;
}

async function apply(tx: Queryable, ctx: Context, { run, edit, values }: Edit): Promise<void> {
  const { timeWindow, queue } = edit;
  const isOther = <T>(now: T | undefined, before: T) => now !== undefined && now !== before;
  const hasOtherGates = isOther(timeWindow, run.timeWindow) || isOther(queue, run.queue);
  const wantedStart = edit.startAt === undefined ? null : (edit.startAt ?? ctx.now);
  const parts = { startAt: wantedStart, hasOtherGates, isComplete: values.isComplete };
  const plan = planEdit(run, parts, ctx.now);
  await changeGates(tx, run, edit);
  await writeEdit(tx, run, {
    startAt: plan.startAt,
    priority: edit.priority ?? null,
    queue: queue ?? null,
    parameters: values.written,
  });
  if (run.role === "chain" && plan.startAt !== null) {
    const isTopLevel = run.parentId === null;
    await moveStartsBelow(tx, run, { from: run.startAt, to: plan.startAt, isTopLevel });
  }
  await tellThoseBehind(tx, run, ctx.now);
  await examineAnew(tx, run, ctx.now);
  await moveOn(tx, ctx, { run, plan });
}

async function changeGates(tx: Queryable, run: EditableRun, edit: RunEdit): Promise<void> {
  const { queue, timeWindow } = edit;
  const limited = await findLimitedQueues(tx, run.tenantId, queue === undefined ? [] : [queue]);
  if (!run.isGated && (limited.size > 0 || timeWindow)) await giveGates(tx, run);
  if (timeWindow === undefined) return;
  if (timeWindow !== null) await requireWindow(tx, run.tenantId, timeWindow);
  await setTimeWindow(tx, run, timeWindow);
}

async function requireWindow(tx: Queryable, tenantId: string, name: string): Promise<void> {
  const existing = await existingNames(tx, tenantId, { kind: "window", names: [name] });
  if (existing.has(name)) return;
  const message = `'timeWindow' names the time window '${name}', which does not exist`;
  throw new AppError("invalid", message, { field: "timeWindow" });
}

async function moveOn(
  tx: Queryable,
  { actor, now }: Context,
  { run, plan }: { run: EditableRun; plan: EditPlan },
): Promise<void> {
  if (plan.path.length === 0) return;
  const { path, startAt } = plan;
  const { id, tenantId, state } = run;
  const move = { tenantId, runId: id, from: [state], path, startAt, reason: "EDITED" };
  await moveRuns(tx, [{ ...move, detail: null }], { actor: actor.name, now });
}

/** What is changed, as it was and as it is to be. */
function changesOf(run: EditableRun, edit: RunEdit, { written }: EditedValues) {
  const after = { ...edit, ...(written ? { parameters: written[0] } : {}) };
  const before: Record<string, unknown> = {
    ...{ startAt: run.startAt, priority: run.priority, queue: run.queue },
    ...{ parameters: run.parameters, timeWindow: run.timeWindow },
  };
  const names = Object.entries(after).flatMap(([name, value]) => (value === undefined ? [] : name));
  return { before: Object.fromEntries(names.map((name) => [name, before[name]])), after };
}
