import {
  type AlertChannel,
  type AlertChannelInput,
  channelSecretContext,
  putAlertChannelSchema,
} from "@/lib/domain/alert/alert-channel";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { checkedGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type PutGate, refuseTaken } from "@/lib/services/gates/put-gate";
import { findChannel, saveChannel } from "@/lib/store/alert-channels";

/**
 * Gives the caller's tenant an alert channel of this name. A secret that is left out stays as it was, while the channel
 * stays of its kind; it is sealed, and neither shown nor recorded.
 */
export async function putAlertChannel(
  ctx: Context,
  { name: given, input, isNew }: PutGate,
): Promise<{ created: boolean }> {
  const name = checkedGateName(given);
  const attempt = {
    ...{ action: "AlertChannelConfiguration", objectType: "alert-channel", objectId: name },
  };
  await requirePermission(ctx, "jobs.write", attempt);
  const parsed = parseInput(putAlertChannelSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  const details = shownDetails(parsed);
  return auditedChange(ctx, { ...attempt, details }, async (tx) => {
    const before = await findChannel(tx, key, { lock: true });
    if (isNew && before !== null) refuseTaken("alert channel", name);
    const { kind, description, active, usedByJobs, to } = parsed;
    const url = kind === "webhook" ? (parsed.url ?? null) : null;
    const secret = sealedSecret(ctx, { key, parsed, before });
    const settings = { to, url };
    const now = { updatedAt: ctx.now };
    await saveChannel(tx, {
      ...{ ...key, kind, description, active, usedByJobs, settings, secret, ...now },
    });
    return { created: before === null };
  });
}

function shownDetails({ kind, active, usedByJobs, to, url }: AlertChannelInput) {
  return { kind, active, usedByJobs, to, ...(kind === "webhook" ? { url } : {}) };
}

function sealedSecret(
  ctx: Context,
  {
    key,
    parsed,
    before,
  }: {
    key: { tenantId: string; name: string };
    parsed: AlertChannelInput;
    before: AlertChannel | null;
  },
): string | null {
  const { kind } = parsed;
  if (kind === "email") return null;
  const plain = kind === "slack" ? parsed.url : parsed.secret;
  if (plain === null) return null;
  if (plain !== undefined) return ctx.secrets.seal(plain, channelSecretContext(key));
  const kept = before?.kind === kind ? before.secret : null;
  if (kind === "slack" && kept === null) {
    throw new AppError("invalid", "'url' is required", { field: "url" });
  }
  return kept;
}
