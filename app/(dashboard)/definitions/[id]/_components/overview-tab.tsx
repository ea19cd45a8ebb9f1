import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed } from "@/lib/domain/access/access";
import type { Definition } from "@/lib/domain/definition/definition";
import { getConfiguration } from "@/lib/queries/configuration/get-configuration";
import { getDefinitionTrend } from "@/lib/queries/definitions/get-definition-trend";
import { listRecentRuns } from "@/lib/queries/definitions/list-recent-runs";
import { listScheduleRows } from "@/lib/queries/schedules/list-schedule-rows";
import type { Context } from "@/lib/services/context";
import { RunsTable } from "../../_components/runs-table";
import { definitionHref } from "../../search-params";
import { ChainCard } from "./chain-card";
import { DefinitionFacts } from "./definition-facts";
import { GatesCard } from "./gates-card";
import { ParametersCard } from "./parameters-card";
import { SchedulesCard } from "./schedules-card";
import { TrendCard } from "./trend-card";

const TREND_DAYS = 30;
const RECENT_RUNS = 8;
const SHOWN_SCHEDULES = 10;

/** A definition at a glance: when it runs, how it went, what is set. */
export async function OverviewTab({ ctx, definition }: { ctx: Context; definition: Definition }) {
  const { id, tenantId } = definition;
  const [schedules, runs, trend, configuration] = await Promise.all([
    listScheduleRows(ctx, { definitionId: id, limit: SHOWN_SCHEDULES }),
    listRecentRuns(ctx, { of: { tenantId, definitionId: id }, limit: RECENT_RUNS }),
    getDefinitionTrend(ctx, { definition, days: TREND_DAYS }),
    getConfiguration(ctx),
  ]);
  const defaults = {
    asynchronousSeconds: configuration.ASYNC_EXEC_TIMEOUT,
    retentionDays: configuration.RUN_RETENTION_DAYS,
  };
  return (
    <>
      <ChainCard ctx={ctx} definition={definition} />
      <div className="grid items-start gap-4 2xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          <SchedulesCard
            definition={definition}
            rows={schedules.items}
            hasMore={schedules.nextCursor !== null}
            mayWrite={isAllowed(ctx.actor, "jobs.write")}
          />
          <Card
            flush
            title="Recent runs"
            actions={
              runs.items.length > 0 && (
                <Button asChild size="sm">
                  <Link href={definitionHref(id, { tab: "runs" })}>All runs</Link>
                </Button>
              )
            }
          >
            {runs.items.length === 0 ? (
              <EmptyState
                title="It has not run yet"
                description="Run it by hand, or give it a schedule."
              />
            ) : (
              <RunsTable runs={runs.items} />
            )}
          </Card>
        </div>
        <div className="grid min-w-0 gap-4">
          <TrendCard days={trend} now={ctx.now} />
          <DefinitionFacts definition={definition} defaults={defaults} />
          <ParametersCard parameters={definition.properties.parameters} />
          <GatesCard properties={definition.properties} />
        </div>
      </div>
    </>
  );
}
