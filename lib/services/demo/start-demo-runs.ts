import type { Definition } from "@/lib/domain/definition/definition";
import { statesIn } from "@/lib/domain/run/run-state";
import type { Timer } from "@/lib/domain/timer";
import type { Context } from "@/lib/services/context";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { countSelected } from "@/lib/store/count-selected";
import { findRun } from "@/lib/store/run-reads";

const HOUR_MS = 3_600_000;
const KILL_POLL_MS = 100;
const KILL_POLLS = 50;

/** The definitions of the landscape as they are stored. */
interface DemoRuns {
  /** Those that are run at once. */
  now: readonly Definition[];
  /** Those of which a run is left for an hour from now. */
  later: readonly Definition[];
  timer: Timer;
}

/**
 * Runs the definitions of the demo, cancels one run and kills one; answers the ids. Where a run of a definition has not
 * ended yet, no second one is put beside it.
 */
export async function startDemoRuns(ctx: Context, demo: DemoRuns): Promise<string[]> {
  const inAnHour = new Date(ctx.now.getTime() + HOUR_MS);
  const now = await withoutRun(ctx, demo.now);
  const later = await withoutRun(ctx, demo.later);
  const runs = await submitRuns(ctx, [
    ...now.map(({ name }) => ({ definition: name })),
    ...later.map(({ name }) => ({ definition: name, startAt: inAnHour })),
  ]);
  return [...runs, await canceledRun(ctx, inAnHour), await killedRun(ctx, demo.timer)];
}

async function withoutRun(ctx: Context, definitions: readonly Definition[]): Promise<Definition[]> {
  const states = statesIn("initial", "pre-running", "running");
  const without: Definition[] = [];
  for (const definition of definitions) {
    const { id, tenantId } = definition;
    const selection = { definitions: [{ id, tenantId }], tenantIds: [tenantId], states };
    const runs = await countSelected(ctx.db.pool, { ...selection, members: "top-level" }, 1);
    if (runs.count === 0) without.push(definition);
  }
  return without;
}

async function canceledRun(ctx: Context, startAt: Date): Promise<string> {
  const [id = ""] = await submitRuns(ctx, [{ definition: "VALIDATE_ORDERS", startAt }]);
  await actOnRuns(ctx, { action: "cancel", runIds: [id], reason: "Not needed tonight" });
  return id;
}

async function killedRun(ctx: Context, timer: Timer): Promise<string> {
  const [id = ""] = await submitRuns(ctx, [
    { definition: "CLOSE_LEDGER", parameters: { period: "11" } },
  ]);
  for (let poll = 0; poll < KILL_POLLS; poll += 1) {
    const run = await findRun(ctx.db.pool, ctx.scope, id);
    if (run?.state === "Running") break;
    await new Promise<void>((resolve) => timer.after(KILL_POLL_MS, resolve));
  }
  await actOnRuns(ctx, { action: "kill", runIds: [id], reason: "Started by mistake" });
  return id;
}
