import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { type AlertAction, alertActionSchema } from "@/lib/domain/native-api/alert-resource";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type AlertRow, findAlert, saveAlert } from "@/lib/store/alert-store";

const MINUTE_MS = 60_000;
const AUDITED: Record<AlertAction, string> = {
  acknowledge: "AlertAcknowledgement",
  mute: "AlertMute",
  close: "AlertClosing",
};

/**
 * Acknowledges an alert (somebody looks after it), mutes it for some minutes (it is recorded and not told), or closes it
 * without a message. One that has recovered is left as it is: `conflict`.
 */
export async function actOnAlert(
  ctx: Context,
  { id, action, input = {} }: { id: string; action: AlertAction; input?: unknown },
): Promise<void> {
  const objectId = isId(id) ? id : null;
  const attempt = { action: AUDITED[action], objectType: "alert", objectId };
  await requirePermission(ctx, "runs.operate", attempt);
  const { minutes } = parseInput(alertActionSchema, input);
  const details = action === "mute" ? { minutes } : {};
  await auditedChange(ctx, { ...attempt, details }, async (tx) => {
    const alert = isId(id) ? await findAlert(tx, ctx.scope, { id, lock: true }) : null;
    if (alert === null) throw new AppError("not_found", `There is no alert ${id.slice(0, 64)}.`);
    if (alert.state === "recovered") throw new AppError("conflict", "The alert is over already.");
    const change = changeOf(ctx, action, new Date(ctx.now.getTime() + minutes * MINUTE_MS));
    await saveAlert(tx, { ...alert, ...change });
  });
}

function changeOf(ctx: Context, action: AlertAction, mutedUntil: Date): Partial<AlertRow> {
  const by = ctx.actor.name;
  if (action === "acknowledge") return { acknowledgedAt: ctx.now, acknowledgedBy: by };
  if (action === "mute") return { state: "muted", mutedUntil, mutedBy: by };
  return { state: "recovered", recoveredAt: ctx.now, acknowledgedAt: ctx.now, acknowledgedBy: by };
}
