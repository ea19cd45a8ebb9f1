import type { AlertMessage } from "@/lib/domain/alert/alert-message";
import type { SendAlert, SendResult } from "@/lib/domain/alert/alert-outlet";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findChannel } from "@/lib/store/alert-channels";
import { recordTest } from "@/lib/store/alert-deliveries";

/** Sends a test message over a channel at once, active or not, and answers what came of it; it stands among the messages. */
export async function testAlertChannel(
  ctx: Context,
  { name: given, send }: { name: string; send: SendAlert },
): Promise<SendResult> {
  const name = possibleGateName("alert channel", given);
  const attempt = { action: "AlertChannelTest", objectType: "alert-channel", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const { tenantId } = ctx.scope;
  const channel = await findChannel(ctx.db.pool, { tenantId, name });
  if (channel === null) throw gateNotFound("alert channel", name);
  const id = ctx.newId(ctx.now);
  const message = testMessage(ctx);
  const result = await send(channel, { id, message });
  await recordTest(ctx.db.pool, {
    ...{ tenantId, id, channelName: name, message, at: ctx.now, ...result },
  });
  const outcome = result.ok ? "success" : "failure";
  await recordAudit(ctx, { ...attempt, outcome, details: { statusCode: result.statusCode } });
  return result;
}

function testMessage({ now, actor }: Context): AlertMessage {
  const at = now.toISOString();
  return {
    ...{ event: "TEST", rule: "", alert: null, count: 1, firstAt: at, at },
    message: `This is a test that ${actor.name} has asked for`,
    ...{ definition: null, jobName: null, queue: null, run: null },
  };
}
