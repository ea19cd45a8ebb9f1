import type { ServerItem } from "@/lib/domain/run/overview";
import { authorise, type Context } from "@/lib/services/context";
import { selectServers } from "@/lib/store/overview-reads";

const SHOWN_AFTER_END_MS = 24 * 3_600_000;

/** The process servers that live or ended within a day, live ones first. They serve every tenant. */
export async function listServers(ctx: Context): Promise<ServerItem[]> {
  authorise(ctx, "jobs.read");
  const rows = await selectServers(ctx.db.pool, new Date(ctx.now.getTime() - SHOWN_AFTER_END_MS));
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    heartbeatAt: row.heartbeatAt.toISOString(),
    stoppedAt: row.stoppedAt === null ? null : row.stoppedAt.toISOString(),
  }));
}
