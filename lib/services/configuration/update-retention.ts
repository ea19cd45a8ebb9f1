import {
  type RetentionInput,
  retentionInputSchema,
} from "@/lib/domain/configuration/retention-input";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { readConfiguration } from "@/lib/store/configuration-values";
import { writeSetting } from "@/lib/store/write-setting";

/**
 * Changes how long runs, run logs and history are kept, which only callers of the provider may. Run logs are not
 * kept longer than their runs.
 */
export async function updateRetention(ctx: Context, input: RetentionInput): Promise<void> {
  const attempt = {
    action: "GlobalConfigUpdate",
    objectType: "configuration",
    objectId: "RETENTION",
  };
  await requirePermission(ctx, "config.write", attempt);
  if (!ctx.scope.allTenants) {
    await recordAudit(ctx, { ...attempt, outcome: "denied" });
    throw new AppError("forbidden", "Only the provider may change the configuration");
  }
  const days = parseInput(retentionInputSchema, input);
  await auditedChange(ctx, { ...attempt, details: { ...days } }, async (tx) => {
    const values = { ...(await readConfiguration(tx)), ...withoutUndefined(days) };
    if (values.RUN_LOG_RETENTION_DAYS > values.RUN_RETENTION_DAYS) {
      const message = "'RUN_LOG_RETENTION_DAYS' must not be more than the days that runs are kept";
      throw new AppError("invalid", message, { field: "RUN_LOG_RETENTION_DAYS" });
    }
    for (const [name, value] of Object.entries(withoutUndefined(days))) {
      await writeSetting(tx, {
        name: name as keyof RetentionInput,
        value: String(value),
        updatedBy: ctx.actor.name,
        now: ctx.now,
      });
    }
  });
}

function withoutUndefined(days: RetentionInput): { [Name in keyof RetentionInput]?: number } {
  return Object.fromEntries(Object.entries(days).filter(([, value]) => value !== undefined));
}
