import type { AlertChannel } from "@/lib/domain/alert/alert-channel";
import type { AlertChannelView } from "@/lib/domain/native-api/alert-resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import { namedPage } from "@/lib/queries/gates/named-page";
import { authorise, type Context } from "@/lib/services/context";
import { findChannel, selectChannels } from "@/lib/store/alert-channels";

/** Alert channels of the caller's tenant by name, without their secrets. */
export async function listAlertChannels(
  ctx: Context,
  query: GateListQuery = {},
): Promise<GatePage<AlertChannelView>> {
  authorise(ctx, "jobs.read");
  const page = await namedPage(ctx, query, (rows) => selectChannels(ctx.db.pool, rows));
  return { ...page, items: page.items.map(channelView) };
}

/** One alert channel of the caller's tenant, without its secret. */
export async function getAlertChannel(ctx: Context, given: string): Promise<AlertChannelView> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("alert channel", given);
  const row = await findChannel(ctx.db.pool, { tenantId: ctx.scope.tenantId, name });
  if (row === null) throw gateNotFound("alert channel", name);
  return channelView(row);
}

function channelView(channel: AlertChannel): AlertChannelView {
  const { name, description, kind, active, usedByJobs, settings, secret, updatedAt } = channel;
  return {
    ...{ name, description, kind, active, usedByJobs, to: settings.to, url: settings.url },
    hasSecret: secret !== null,
    updatedAt: updatedAt.toISOString(),
  };
}
