import type { EngineDeps } from "@/lib/engine/engine-deps";
import { retentionOnce, upkeepSchedulesOnce } from "@/lib/engine/housekeeping";
import { janitorOnce } from "@/lib/engine/janitor";
import type { RetentionDays } from "@/lib/store/retention";

/** All housekeeping there is, once: that of the janitor and that of the system jobs. */
export async function cleanUp(deps: EngineDeps, keep: RetentionDays): Promise<void> {
  await upkeepSchedulesOnce(deps);
  await janitorOnce(deps);
  await retentionOnce(deps, { keep });
}
