import { evaluatedComment } from "@/lib/domain/gate/event-comment";
import { type OpenComment, openComments, saveComments } from "@/lib/store/comment-expressions";
import { loadDefaultScope } from "@/lib/store/operate-parameters";
import type { Queryable } from "@/lib/store/queryable";

/**
 * Makes the comments of raisings that are given as expressions (run-states-and-chains 2.3, 4.5; 8.2 rule 13). The
 * statement that ends a run can only record the expression; every raising leaves a note for the gate messenger in the
 * same commit, which makes the comment before it wakes anybody, also when the node that ended the run is gone by then.
 * The expression sees the instant of the raising and the values of the run as now, the windows as they are.
 */
export async function makeComments(
  tx: Queryable,
  events: readonly { tenantId: string; name: string }[],
): Promise<void> {
  const open = await openComments(tx, events);
  const windows = new Map<string, ReturnType<typeof loadDefaultScope>>();
  const made: { id: string; comment: string }[] = [];
  for (const entry of open) {
    const loaded = windows.get(entry.tenantId) ?? loadDefaultScope(tx, entry.tenantId);
    windows.set(entry.tenantId, loaded);
    const { isWindowOpen } = await loaded;
    const scope = { ...entry, values: valuesOf(entry), isWindowOpen };
    made.push({ id: entry.id, comment: evaluatedComment(entry.expression, scope) });
  }
  await saveComments(tx, made);
}

function valuesOf({ values }: OpenComment): Readonly<Record<string, unknown>> {
  return typeof values === "object" && values !== null ? { ...values } : {};
}
