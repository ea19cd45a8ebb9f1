import type { GateRun } from "@/lib/domain/native-api/gate-resources";
import type { GateRunRow } from "@/lib/store/gate-runs";

/** A run that waits for a gate or is in it, as it is shown. */
export function gateRunFrom(row: GateRunRow): GateRun {
  return {
    run: row.run,
    definition: row.definition,
    jobName: row.jobName,
    jobCount: row.jobCount,
    state: row.state,
    priority: row.priority,
    startAt: row.startAt.toISOString(),
  };
}
