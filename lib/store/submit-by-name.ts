import { newRunOf } from "./new-run";
import type { Queryable } from "./queryable";
import { submitRuns } from "./submit-runs";
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
  const runs = [...definitions.values()].map((definition) =>
    newRunOf(definition, { id: newId(now), startAt: now, now, submittedBy, parameters: null }),
  );
  await submitRuns(tx, runs, now);
  return runs.map((run) => run.id);
}
