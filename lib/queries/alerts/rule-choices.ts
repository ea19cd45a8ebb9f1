import { authorise, type Context } from "@/lib/services/context";
import { selectChannels } from "@/lib/store/alert-channels";
import { selectJobNames } from "@/lib/store/alert-rules";
import { selectGateNames } from "@/lib/store/gate-references";

const MOST = 500;

/** Names a rule of the caller's tenant may be made of, at most 500 of each: what its form offers. */
export async function listRuleChoices(
  ctx: Context,
): Promise<{ jobNames: string[]; queues: string[]; channels: string[] }> {
  authorise(ctx, "jobs.read");
  const { tenantId } = ctx.scope;
  const { pool } = ctx.db;
  const channels = await selectChannels(pool, { tenantId, limit: MOST });
  return {
    jobNames: await selectJobNames(pool, tenantId, MOST),
    queues: await selectGateNames(pool, { tenantId, kind: "queue", limit: MOST }),
    channels: channels.map(({ name }) => name),
  };
}
