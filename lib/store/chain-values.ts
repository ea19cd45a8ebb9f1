import type { CallRow } from "./chain-rows";
import type { Queryable } from "./queryable";

/** In and out values of a call. */
export interface CallValues {
  parameters: Readonly<Record<string, unknown>>;
  result: unknown;
}

/** The values of calls, and of runs of earlier chains that calls stand for, by run id. */
export async function loadCallValues(
  tx: Queryable,
  calls: readonly CallRow[],
): Promise<ReadonlyMap<string, CallValues>> {
  if (calls.length === 0) return new Map();
  const wanted = calls.flatMap(({ tenant_id, id, result_of }) =>
    [id, result_of].flatMap((run) => (run === null ? [] : [{ tenant_id, run }])),
  );
  const { rows } = await tx.query<{
    id: string;
    parameters: Record<string, unknown> | null;
    result: unknown;
  }>({
    name: "load-call-values",
    text: `SELECT r.id, r.parameters, r.result FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
      JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.id`,
    values: [wanted.map(({ tenant_id }) => tenant_id), wanted.map(({ run }) => run)],
  });
  return new Map(
    rows.map(({ id, parameters, result }) => [id, { parameters: parameters ?? {}, result }]),
  );
}
