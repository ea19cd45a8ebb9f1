import { AppError } from "@/lib/domain/errors";
import type { RunEdit } from "@/lib/domain/run/edit-input";
import type { Context } from "@/lib/services/context";
import type { EditableRun } from "@/lib/store/operate-edit";
import type { Queryable } from "@/lib/store/queryable";
import { findSubmittable } from "@/lib/store/submittable-definitions";
import { refuseValues, submissionResolver } from "./resolve-submitted";
import { refuseNul } from "./submit-runs";

/** What an edit does to the values of a run. */
export interface EditedValues {
  /** In a list of one, which may be null; null when they stay. */
  written: readonly [unknown] | null;
  /** They fit the definition as it is now. */
  isComplete: boolean;
}

/**
 * The values of an edited run, resolved like those of a submission. Throws `invalid` for new ones that do not fit; old
 * ones that do not are left, and a Modified run stays Modified.
 */
export async function editedValues(
  ctx: Context,
  tx: Queryable,
  run: EditableRun,
  edit: RunEdit,
): Promise<EditedValues> {
  const isGiven = edit.parameters !== undefined;
  if (!isGiven && run.state !== "Modified") return { written: null, isComplete: true };
  if (isGiven) refuseUntaken(run);
  const given = isGiven ? edit.parameters : run.parameters;
  refuseNul(given, "parameters");
  const { tenantId, definitionName } = run;
  const found = await findSubmittable(tx, { tenantId }, [definitionName]);
  const declared = found.get(definitionName)?.declared ?? null;
  if (declared === null) return { written: [given ?? null], isComplete: true };
  const resolve = submissionResolver(tx, { tenantId, now: ctx.now });
  const resolved = await resolve({ declared, given });
  if (resolved.ok) return { written: [resolved.values], isComplete: true };
  if (isGiven) throw refuseValues(resolved);
  return { written: null, isComplete: false };
}

/** Before its turn a call has no values: its chain gives them as it is reached. */
function refuseUntaken({ state, parentId }: EditableRun): void {
  if (state !== "Chained" || parentId === null) return;
  const message =
    "'parameters' cannot be set before the turn of the call: its chain gives them then";
  throw new AppError("invalid", message, { field: "parameters" });
}
