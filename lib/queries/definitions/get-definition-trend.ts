import type { Definition } from "@/lib/domain/definition/definition";
import type { RunState } from "@/lib/domain/run/run-state";
import { authorise, type Context } from "@/lib/services/context";

/** What ended on one day, in UTC. */
export interface TrendDay {
  day: Date;
  endedByState: Partial<Record<RunState, number>>;
  runs: number;
  /** Of the executions; null without any. */
  meanDurationMs: number | null;
  maxDurationMs: number | null;
}

interface StoredDay {
  day: Date;
  state: RunState;
  runs: number;
  durationMs: string;
  maxDurationMs: string;
}

const DAY_MS = 86_400_000;
const EXECUTED: readonly RunState[] = ["Completed", "Error", "Killed", "Unknown"];

/** The last `days` days of a definition, oldest first, days without a run included; read from the rollup. */
export async function getDefinitionTrend(
  ctx: Context,
  { definition, days }: { definition: Definition; days: number },
): Promise<TrendDay[]> {
  authorise(ctx, "jobs.read");
  const today = Math.floor(ctx.now.getTime() / DAY_MS) * DAY_MS;
  const first = today - (days - 1) * DAY_MS;
  const { rows } = await ctx.db.pool.query<StoredDay>(
    `SELECT date_trunc('day', hour, 'UTC') AS day, state, sum(runs)::int AS runs,
       sum(duration_ms) AS "durationMs", max(max_duration_ms) AS "maxDurationMs"
     FROM run_rollup WHERE tenant_id = $1 AND definition_id = $2 AND hour >= $3 GROUP BY 1, 2`,
    [definition.tenantId, definition.id, new Date(first)],
  );
  return Array.from({ length: days }, (_, index) => {
    const day = first + index * DAY_MS;
    return trendDay(
      new Date(day),
      rows.filter((row) => row.day.getTime() === day),
    );
  });
}

function trendDay(day: Date, rows: readonly StoredDay[]): TrendDay {
  const executed = rows.filter((row) => EXECUTED.includes(row.state));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const executions = sum(executed.map((row) => row.runs));
  const durationMs = sum(executed.map((row) => Number(row.durationMs)));
  return {
    day,
    endedByState: Object.fromEntries(rows.map((row) => [row.state, row.runs])),
    runs: sum(rows.map((row) => row.runs)),
    meanDurationMs: executions === 0 ? null : durationMs / executions,
    maxDurationMs:
      executions === 0 ? null : Math.max(...executed.map((row) => Number(row.maxDurationMs))),
  };
}
