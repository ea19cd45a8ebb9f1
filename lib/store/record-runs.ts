import type { SubmittableDefinition } from "./new-run";
import type { Queryable } from "./queryable";
import { submitChains } from "./submit-chain";
import { type NewRun, type SubmittedRun, submitRuns } from "./submit-runs";

/** A run to be recorded, with the definition it is of. */
export interface RunToRecord {
  run: NewRun;
  definition: SubmittableDefinition;
  /** Of a chain: the step it starts at. */
  startAtStep?: string | null | undefined;
}

/**
 * Records runs of any kind: one statement for those without steps, whole trees for chains. Needs a transaction as soon
 * as one is a chain or passes through gates. Answers those that were recorded; a tick that exists already is left out.
 */
export async function recordRuns(
  db: Queryable,
  wanted: readonly RunToRecord[],
  context: { now: Date; newId: (now: Date) => string },
): Promise<Pick<SubmittedRun, "id">[]> {
  const isChain = ({ run, definition }: RunToRecord) =>
    !run.ended && definition.properties?.chain != null;
  const plain = wanted.filter((entry) => !isChain(entry)).map(({ run }) => run);
  const recorded: Pick<SubmittedRun, "id">[] =
    plain.length > 0 ? await submitRuns(db, plain, context.now) : [];
  const chains = wanted.filter(isChain).flatMap(({ run, definition, startAtStep }) => {
    const chain = definition.properties?.chain;
    return chain ? [{ run, definition, chain, startAtStep: startAtStep ?? null }] : [];
  });
  return [...recorded, ...(await submitChains(db, chains, context))];
}

/** True when recording a run takes more than one statement. */
export function needsTransaction({ run }: RunToRecord): boolean {
  return run.gate !== null;
}
