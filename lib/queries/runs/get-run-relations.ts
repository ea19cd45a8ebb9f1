import type { RelatedRun, RunDetail, RunRelations } from "@/lib/domain/run/run-item";
import { isFinal } from "@/lib/domain/run/run-state";
import type { Context } from "@/lib/services/context";
import {
  findRestart,
  type RelatedRow,
  selectAncestors,
  selectRelated,
} from "@/lib/store/chain-reads";

/** What a run the caller may see is part of, was started for, and was started again as. */
export async function getRunRelations(
  ctx: Context,
  run: Pick<RunDetail, "id" | "tenantId" | "parent" | "state" | "restartOf" | "resultOf">,
): Promise<RunRelations> {
  const { pool } = ctx.db;
  const { id, tenantId, parent, restartOf, resultOf } = run;
  const ids = [restartOf, resultOf].filter((other) => other !== null);
  const [ancestors, related, restart] = await Promise.all([
    parent === null ? [] : selectAncestors(pool, { tenantId, parentId: parent }),
    selectRelated(pool, { tenantId, ids }),
    isFinal(run.state) ? findRestart(pool, { id, tenantId }) : null,
  ]);
  const relatedOf = (other: string | null) =>
    related.find((row) => row.id === other && other !== null) ?? null;
  return {
    ancestors: ancestors.map(relatedFrom),
    restartOf: orNull(relatedOf(restartOf)),
    restartedAs: orNull(restart),
    resultOf: orNull(relatedOf(resultOf)),
  };
}

function orNull(row: RelatedRow | null): RelatedRun | null {
  return row === null ? null : relatedFrom(row);
}

function relatedFrom({ stepName, callName, ...row }: RelatedRow): RelatedRun {
  return { ...row, step: stepName, call: callName };
}
