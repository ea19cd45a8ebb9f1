import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { SYSTEM_DEFINITION_IDS } from "@/lib/domain/system/system-jobs";
import type { Queryable } from "./queryable";
import { SCHEDULE_COLUMNS } from "./schedule-store";

/** An active schedule with what a forecast needs of its definition. */
export type ComingScheduleRow = Schedule & {
  definitionName: string;
  definitionStartAt: Date | null;
  definitionEndAt: Date | null;
  timeWindow: DefinitionProperties["timeWindow"];
  minimumOpenSeconds: DefinitionProperties["minimumOpenSeconds"];
};

/** The active schedules of active definitions that are due before an instant, those due first first; none of system jobs. */
export async function selectComingSchedules(
  db: Queryable,
  { tenantIds, until, limit }: { tenantIds: readonly string[]; until: Date; limit: number },
): Promise<ComingScheduleRow[]> {
  const { rows } = await db.query<ComingScheduleRow>({
    name: "select-coming-schedules",
    text: `SELECT ${SCHEDULE_COLUMNS}, d.name AS "definitionName", d.start_at AS "definitionStartAt",
        d.end_at AS "definitionEndAt", d.properties->>'timeWindow' AS "timeWindow",
        (d.properties->>'minimumOpenSeconds')::int AS "minimumOpenSeconds"
      FROM schedule s JOIN definition d ON d.id = s.definition_id
      WHERE s.active AND s.next_run_at IS NOT NULL AND s.next_run_at < $2 AND d.active AND d.kind <> 'system' AND s.tenant_id = ANY($1::uuid[])
      ORDER BY s.next_run_at LIMIT $3`,
    values: [tenantIds, until, limit],
  });
  return rows;
}

/** How long the executions of definitions took on average since an instant, by id; those without any are left out. */
export async function meanDurations(
  db: Queryable,
  definitions: readonly { tenantId: string; definitionId: string }[],
  since: Date,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ definitionId: string; meanMs: number }>({
    name: "mean-durations",
    text: `SELECT u.definition_id AS "definitionId", (sum(u.duration_ms) / sum(u.runs))::float8 AS "meanMs"
      FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS i(tenant_id, definition_id)) AS w
      JOIN run_rollup u ON u.tenant_id = w.tenant_id AND u.definition_id = w.definition_id
      WHERE u.hour >= $3 AND u.state = 'Completed' GROUP BY 1 HAVING sum(u.runs) > 0`,
    values: [
      definitions.map((definition) => definition.tenantId),
      definitions.map((definition) => definition.definitionId),
      since,
    ],
  });
  return new Map(rows.map(({ definitionId, meanMs }) => [definitionId, meanMs]));
}

/** How many runs ended on each day of UTC, by final state, from the rollup; days without any are left out, and so are system jobs. */
export async function endedByDay(
  db: Queryable,
  tenantIds: readonly string[],
  { from, until }: { from: Date; until: Date },
): Promise<{ day: Date; ended: number; failed: number }[]> {
  const { rows } = await db.query<{ day: Date; ended: string; failed: string }>({
    name: "ended-by-day",
    text: `SELECT date_trunc('day', u.hour, 'UTC') AS day, sum(u.runs) AS ended,
        COALESCE(sum(u.runs) FILTER (WHERE u.state IN ('Error', 'Unknown', 'Killed')), 0) AS failed
      FROM run_rollup u WHERE u.tenant_id = ANY($1::uuid[]) AND u.hour >= $2 AND u.hour < $3
        AND u.definition_id <> ALL($4::uuid[]) GROUP BY 1 ORDER BY 1`,
    values: [tenantIds, from, until, SYSTEM_DEFINITION_IDS],
  });
  return rows.map(({ day, ended, failed }) => ({
    day,
    ended: Number(ended),
    failed: Number(failed),
  }));
}
