import { AppError } from "@/lib/domain/errors";
import {
  ASYNC_EXEC_TIMEOUT,
  parseConfigurationInput,
} from "@/lib/domain/scheduling-api/configuration-input";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { writeSetting } from "@/lib/store/write-setting";

/** Changes the settings of the instance, which only callers of the provider may (job-scheduling-api 7.6). */
export async function updateConfiguration(ctx: Context, input: unknown): Promise<void> {
  const attempt = {
    action: "GlobalConfigUpdate",
    objectType: "configuration",
    objectId: ASYNC_EXEC_TIMEOUT,
  };
  await requirePermission(ctx, "config.write", attempt);
  if (!ctx.scope.allTenants) {
    await recordAudit(ctx, { ...attempt, outcome: "denied" });
    throw new AppError("forbidden", "Only the provider may change the configuration");
  }
  const seconds = parseConfigurationInput(input)[ASYNC_EXEC_TIMEOUT];
  await auditedChange(ctx, { ...attempt, details: { value: seconds } }, async (tx) => {
    const setting = { name: ASYNC_EXEC_TIMEOUT, value: String(seconds) } as const;
    await writeSetting(tx, { ...setting, updatedBy: ctx.actor.name, now: ctx.now });
  });
}
