import { newRunOf } from "./new-run";
import type { Queryable } from "./queryable";
import { recordRuns } from "./record-runs";
import { findSubmittable } from "./submittable-definitions";

interface SubmitByName {
  tenantId: string;
  names: readonly string[];
  submittedBy: string;
  now: Date;
}

/** Submits definitions of a tenant by name, to start at once; answers the ids of the runs. */
export async function submitByName(
  tx: Queryable,
  { newId }: { newId: (now: Date) => string },
  { tenantId, names, submittedBy, now }: SubmitByName,
): Promise<string[]> {
  if (names.length === 0) return [];
  const definitions = await findSubmittable(tx, { tenantId }, names);
  const wanted = [...definitions.values()].map((definition) => ({
    run: newRunOf(definition, { id: newId(now), startAt: now, now, submittedBy, parameters: null }),
    definition,
  }));
  const recorded = await recordRuns(tx, wanted, { now, newId });
  return recorded.map((run) => run.id);
}
