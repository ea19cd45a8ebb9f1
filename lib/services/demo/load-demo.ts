import { DEMO_ENDPOINTS, demoLandscape } from "@/lib/domain/demo/demo-landscape";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Timer } from "@/lib/domain/timer";
import { authorise, type Context } from "@/lib/services/context";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { submitRuns } from "@/lib/services/runs/submit-runs";

const HOUR_MS = 3_600_000;
const KILL_POLL_MS = 100;
const KILL_POLLS = 50;

/** What the demo made. */
export interface DemoSummary {
  definitions: string[];
  runs: string[];
}

/**
 * Loads a small landscape with endpoints of its own, so that within a minute every kind of outcome is on
 * the screen: runs each definition once, cancels one run and kills another. Loading it again renews the
 * definitions of these names and leaves the rest alone.
 */
export async function loadDemo(
  ctx: Context,
  { endpointsAt, timer }: { endpointsAt: string; timer: Timer },
): Promise<DemoSummary> {
  authorise(ctx, "jobs.write");
  authorise(ctx, "runs.operate");
  const landscape = demoLandscape(endpointsAt);
  for (const { runNow: _runNow, ...definition } of landscape)
    await replaceDefinition(ctx, definition);
  const now = landscape.filter((definition) => definition.runNow);
  const runs = await submitRuns(
    ctx,
    now.map(({ name }) => ({ definition: name })),
  );
  runs.push(...(await submitTonight(ctx)), await killedRun(ctx, timer));
  return { definitions: landscape.map((definition) => definition.name), runs };
}

/** One run an hour from now, and one like it that is canceled at once. */
async function submitTonight(ctx: Context): Promise<string[]> {
  const startAt = new Date(ctx.now.getTime() + HOUR_MS);
  const ids = await submitRuns(ctx, [
    { definition: "YEAR_END_CLOSING", startAt },
    { definition: "VALIDATE_ORDERS", startAt },
  ]);
  await actOnRuns(ctx, { action: "cancel", runIds: ids.slice(1), reason: "Not needed tonight" });
  return ids;
}

async function killedRun(ctx: Context, timer: Timer): Promise<string> {
  const [id = ""] = await submitRuns(ctx, [
    { definition: "CLOSE_LEDGER", parameters: { period: "11" } },
  ]);
  for (let poll = 0; poll < KILL_POLLS; poll += 1) {
    const result = await ctx.db.pool.query<{ state: RunState }>(
      "SELECT state FROM run WHERE id = $1",
      [id],
    );
    if (result.rows[0]?.state === "Running") break;
    await new Promise<void>((resolve) => timer.after(KILL_POLL_MS, resolve));
  }
  await actOnRuns(ctx, { action: "kill", runIds: [id], reason: "Started by mistake" });
  return id;
}

/** True for the endpoints the demo answers at. */
export function isDemoEndpoint(name: string): name is (typeof DEMO_ENDPOINTS)[number] {
  return DEMO_ENDPOINTS.some((endpoint) => endpoint === name);
}
