import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { isAllowed } from "@/lib/domain/access/access";
import { AppError } from "@/lib/domain/errors";
import { listRecentRuns } from "@/lib/queries/definitions/list-recent-runs";
import { getChainRuns } from "@/lib/queries/runs/get-chain-runs";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { runLabel } from "../../_lib/run-view";
import { readRunData } from "../run-data";
import { OtherRuns } from "./_components/other-runs";
import { RunPage } from "./_components/run-page";
import { requestOf } from "./request-of";
import { parseRunView, type RunTab } from "./search-params";

type RunRouteProps = { params: Promise<{ id: string }>; searchParams: PageParams };

const OTHER_RUNS = 12;

/** The parts of the page that show what is below a chain or step. */
function hasLanes(tab: RunTab): boolean {
  return tab === "overview" || tab === "transitions";
}

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  try {
    return { ctx, data: await readRunData(ctx, id) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: RunRouteProps): Promise<Metadata> {
  const { data } = await load((await params).id);
  return { title: runLabel(data.run) };
}

export default async function RunRoute({ params, searchParams }: RunRouteProps) {
  const { ctx, data } = await load((await params).id);
  const { tab } = parseRunView(readerOf(await searchParams));
  const { tenantId, definitionId, id } = data.run;
  return (
    <RunPage
      initial={data}
      tab={tab}
      canOperate={isAllowed(ctx.actor, "runs.operate")}
      chain={hasLanes(tab) && data.run.kind === "chain" ? await getChainRuns(ctx, id) : null}
      request={tab === "parameters" ? await requestOf(ctx, data.run) : null}
      others={
        tab === "overview" ? (
          <OtherRuns
            currentId={id}
            definition={data.run.definition}
            page={await listRecentRuns(ctx, { of: { tenantId, definitionId }, limit: OTHER_RUNS })}
          />
        ) : null
      }
    />
  );
}
