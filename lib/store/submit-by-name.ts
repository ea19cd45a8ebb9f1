import { newRunOf } from "./new-run";
import { parameterResolver, withResolvedParameters } from "./parameter-resolver";
import type { Queryable } from "./queryable";
import { type RunToRecord, recordRuns } from "./record-runs";
import { findSubmittable } from "./submittable-definitions";

interface SubmitByName {
  tenantId: string;
  names: readonly string[];
  submittedBy: string;
  now: Date;
}

/**
 * Submits definitions of a tenant by name, to start at once; answers the ids of the runs. The defaults of their
 * parameters are applied; a run that lacks a value or has one that does not fit is Modified.
 */
export async function submitByName(
  tx: Queryable,
  { newId }: { newId: (now: Date) => string },
  { tenantId, names, submittedBy, now }: SubmitByName,
): Promise<string[]> {
  if (names.length === 0) return [];
  const definitions = await findSubmittable(tx, { tenantId }, names);
  const resolve = parameterResolver(tx, tenantId);
  const wanted: RunToRecord[] = [];
  for (const definition of definitions.values()) {
    const request = { id: newId(now), startAt: now, now, submittedBy, parameters: null };
    const known = { declared: definition.declared, now };
    const run = await withResolvedParameters(newRunOf(definition, request), known, resolve);
    wanted.push({ run, definition });
  }
  const recorded = await recordRuns(tx, wanted, { now, newId });
  return recorded.map((run) => run.id);
}
