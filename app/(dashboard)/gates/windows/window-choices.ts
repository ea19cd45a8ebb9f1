import { listGateNames } from "@/lib/queries/gates/list-gate-names";
import type { Context } from "@/lib/services/context";

/** What the form of a time window offers: other windows, and calendars. */
export async function windowChoices(
  ctx: Context,
): Promise<{ windows: string[]; calendars: string[] }> {
  const [windows, calendars] = await Promise.all([
    listGateNames(ctx, "window"),
    listGateNames(ctx, "calendar"),
  ]);
  return { windows, calendars };
}
