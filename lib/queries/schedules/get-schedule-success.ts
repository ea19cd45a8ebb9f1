import type { RunState } from "@/lib/domain/run/run-state";
import { successRate } from "@/lib/domain/run/success-rate";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { authorise, type Context } from "@/lib/services/context";

/** Runs that are looked at: enough for a figure, few enough to be read by index at once. */
const LATEST_RUNS = 200;

/** How the latest runs of a schedule ended: the share that succeeded, and of how many ended runs. */
export async function getScheduleSuccess(
  ctx: Context,
  { id }: Pick<Schedule, "id">,
): Promise<{ rate: number | null; runs: number }> {
  authorise(ctx, "jobs.read");
  const { rows } = await ctx.db.pool.query<{ state: RunState; runs: number }>(
    `SELECT state, count(*)::int AS runs FROM
       (SELECT state FROM run WHERE schedule_id = $1 AND ended_at IS NOT NULL ORDER BY id DESC LIMIT $2) AS latest
     GROUP BY state`,
    [id, LATEST_RUNS],
  );
  return {
    rate: successRate(Object.fromEntries(rows.map((row) => [row.state, row.runs]))),
    runs: rows.reduce((sum, row) => sum + row.runs, 0),
  };
}
