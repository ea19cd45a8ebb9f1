import type { Definition } from "@/lib/domain/definition/definition";
import type { DemoDefinition } from "@/lib/domain/demo/demo-definition";
import { demoLandscape } from "@/lib/domain/demo/demo-landscape";
import type { Timer } from "@/lib/domain/timer";
import { authorise, type Context } from "@/lib/services/context";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { loadDemoGates } from "./load-demo-gates";
import { startDemoRuns } from "./start-demo-runs";

/** What the demo made. */
export interface DemoSummary {
  definitions: string[];
  runs: string[];
}

/**
 * Loads a small landscape with endpoints of its own, so that within a minute every kind of outcome and of waiting is
 * on the screen: gates, definitions, chains, and a run of most of them. Loading it again renews the gates and
 * definitions of these names, adds no second run where one still waits, and leaves the rest alone.
 */
export async function loadDemo(
  ctx: Context,
  { endpointsAt, timer }: { endpointsAt: string; timer: Timer },
): Promise<DemoSummary> {
  authorise(ctx, "jobs.write");
  authorise(ctx, "runs.operate");
  const landscape = demoLandscape(endpointsAt);
  await loadDemoGates(ctx);
  const stored: { definition: Definition; runs: DemoDefinition["runs"] }[] = [];
  for (const { runs, ...input } of landscape) {
    const { definition } = await replaceDefinition(ctx, input);
    stored.push({ definition, runs });
  }
  const of = (when: DemoDefinition["runs"]) =>
    stored.flatMap(({ definition, runs }) => (runs === when ? [definition] : []));
  const runs = await startDemoRuns(ctx, { now: of("now"), later: of("later"), timer });
  return { definitions: landscape.map((definition) => definition.name), runs };
}
