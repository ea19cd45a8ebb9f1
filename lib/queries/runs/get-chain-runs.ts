import type { ChainRunItem, ChainRuns } from "@/lib/domain/run/chain-runs";
import type { RunListItem } from "@/lib/domain/run/run-item";
import type { Context } from "@/lib/services/context";
import { type MemberTransition, selectMembers } from "@/lib/store/chain-reads";
import { selectTransitions } from "@/lib/store/transition-reads";
import { requireRun } from "./require-run";
import { runItemsFrom } from "./run-items";

/** Runs shown below one chain; more cannot be looked at. */
const MAX_RUNS = 1000;
/** State changes shown of each. */
const MAX_TRANSITIONS = 200;

/**
 * A chain or step with everything below it, nested chains with all of theirs, each with its state changes; a run of
 * another role has nothing below it. Throws `not_found` outside the scope.
 */
export async function getChainRuns(ctx: Context, runId: string): Promise<ChainRuns> {
  const run = await requireRun(ctx, runId);
  const { pool } = ctx.db;
  const isParent = run.kind === "chain";
  const limits = { runs: MAX_RUNS + 1, transitions: MAX_TRANSITIONS };
  const [rows, own] = await Promise.all([
    isParent ? selectMembers(pool, run, limits) : [],
    selectTransitions(pool, ctx.scope, [run.id]),
  ]);
  const shown = rows.slice(0, MAX_RUNS);
  const [root, ...others] = await runItemsFrom(ctx, [run, ...shown]);
  const transitions = [own, ...shown.map((row) => row.transitions)];
  const all = [root, ...others].flatMap((item, index) =>
    item === undefined ? [] : [chainRunFrom(item, transitions[index] ?? [])],
  );
  const [first, ...rest] = all;
  if (first === undefined) throw new Error(`Run ${run.id} was read and is not among them`);
  return { root: first, runs: rest, isCut: rows.length > MAX_RUNS };
}

function chainRunFrom(item: RunListItem, transitions: readonly MemberTransition[]): ChainRunItem {
  const { id, parent, role, step, call, iteration, jobName, jobCount, definition, kind } = item;
  const { state, reason, explanation, waitsFor, heldUpBy, restartOf } = item;
  return {
    ...{ id, parent, role, step, call, iteration, jobName, jobCount, definition, kind },
    ...{ state, reason, explanation, waitsFor, heldUpBy, restartOf },
    startAt: item.startAt,
    startedAt: item.startedAt,
    endedAt: item.endedAt,
    transitions: transitions.map(({ at, from, to, actor, reason: why }) => ({
      at: at.toISOString(),
      ...{ from, to, actor, reason: why },
    })),
  };
}
