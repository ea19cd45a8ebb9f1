import type { ChainRestart } from "@/lib/domain/chain/chain-moves";
import { AppError } from "@/lib/domain/errors";
import type { LoadedChain } from "./chain-pictures";
import { newRunOf } from "./new-run";
import type { Queryable } from "./queryable";
import { submitChains } from "./submit-chain";
import type { NewRun } from "./submit-runs";
import { findSubmittable } from "./submittable-definitions";

type WholeRestart = ChainRestart & { now: Date; newId: (now: Date) => string };

/**
 * Submits a chain anew in place of one that a handler or a reply has just ended (run-states-and-chains 8.2 rule 6); a
 * nested one is another attempt of the same call. Where its definition is gone or cannot be run any more there is none,
 * and the ended run tells so.
 */
export async function restartWholeChain(
  tx: Queryable,
  { tenantId, root, picture }: LoadedChain,
  { version, delaySeconds, handlerRestarts, now, newId }: WholeRestart,
): Promise<void> {
  const found = await findSubmittable(tx, { tenantId }, [root.definitionName]);
  const definition = found.get(root.definitionName);
  const chain = version === "master" ? definition?.properties?.chain : picture.definition;
  if (!definition || !chain) return refuse(tx, { tenantId, root }, "its definition is gone");
  const again = newRunOf(definition, {
    ...{ id: newId(now), startAt: new Date(now.getTime() + delaySeconds * 1000), now },
    ...{ submittedBy: root.submittedBy, parameters: root.parameters, hold: false },
    ...{ queue: root.queue, priority: root.priority, restartOf: root.id },
    ...{ reason: "RESTART_BY_HANDLER", isDelayed: delaySeconds > 0 },
    starts: await startsOf(tx, { tenantId, id: root.id }),
  });
  const run = root.call === null ? again : { ...again, place: placeOfCall(root, root.call) };
  const submission = { run, definition, chain, startAtStep: null, handlerRestarts };
  try {
    await submitChains(tx, [submission], { now, newId });
  } catch (error) {
    // A plan is refused before anything of it is written.
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return refuse(tx, { tenantId, root }, error.message);
  }
  const isStillCounted = await settleEnd(tx, { tenantId, id: root.id });
  if (root.call === null) return;
  const step = { tenantId, id: root.call.parentId };
  await countAttempt(tx, step, isStillCounted ? 0 : 1);
}

/** The two kinds of automatic restarts do not begin to count anew because of each other: both come to an end (8.2 rule 7). */
async function startsOf(tx: Queryable, run: { tenantId: string; id: string }): Promise<number> {
  const { rows } = await tx.query<{ starts: number }>(
    "SELECT starts FROM run_gate WHERE tenant_id = $1 AND run_id = $2",
    [run.tenantId, run.id],
  );
  return rows[0]?.starts ?? 1;
}

function placeOfCall(
  root: LoadedChain["root"],
  call: NonNullable<LoadedChain["root"]["call"]>,
): NewRun["place"] {
  return {
    ...{ role: "chain", ...call, rootStartAt: root.rootStartAt, holdWhenReached: false },
    ...{ openChildren: 0, resultOf: null, countsAsStart: true },
  };
}

/**
 * What has been started anew by a handler is not started again by the restart behaviour of its definition. True when
 * that was still to be decided: then the step counts the ended run as open, and the new one takes its place.
 */
async function settleEnd(
  tx: Queryable,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    "UPDATE run SET conduct = false WHERE tenant_id = $1 AND id = $2 AND conduct",
    [tenantId, id],
  );
  return rowCount === 1;
}

/** The step is looked at: it may be about to be stopped. */
async function countAttempt(
  tx: Queryable,
  step: { tenantId: string; id: string },
  more: 0 | 1,
): Promise<void> {
  await tx.query(
    `UPDATE run SET open_children = open_children + $3, conduct = ended_at IS NULL
     WHERE tenant_id = $1 AND id = $2`,
    [step.tenantId, step.id, more],
  );
}

async function refuse(
  tx: Queryable,
  { tenantId, root }: Pick<LoadedChain, "tenantId" | "root">,
  why: string,
): Promise<void> {
  await tx.query(
    "UPDATE run SET reason = concat_ws('; ', reason, $3::text) WHERE tenant_id = $1 AND id = $2",
    [tenantId, root.id, `not restarted: ${why}`],
  );
}
