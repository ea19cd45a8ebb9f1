import type { RestartInput } from "@/lib/domain/run/restart-input";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import type { Queryable } from "@/lib/store/queryable";
import type { WholeRunRow } from "@/lib/store/run-reads";

interface Restarted {
  run: Pick<WholeRunRow, "id">;
  restarted: string;
  restart: RestartInput;
}

/** Records a restart together with the run it has made. */
export async function auditRestart(
  ctx: Context,
  tx: Queryable,
  { run, restarted, restart }: Restarted,
): Promise<void> {
  const { point, version } = restart;
  const details = { restarted, ...point, version };
  const record = { action: "Runrestart", outcome: "success", objectType: "run" } as const;
  await recordAudit(ctx, { ...record, objectId: run.id, details }, tx);
}
