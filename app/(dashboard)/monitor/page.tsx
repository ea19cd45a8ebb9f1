import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isAllowed } from "@/lib/domain/access/access";
import { AppError } from "@/lib/domain/errors";
import { readyViewsFor, savedViews } from "@/lib/queries/views/list-views";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../_lib/page-params";
import { Monitor } from "./_components/monitor";
import { readMonitorPage } from "./monitor-page";
import { listKeyOf, monitorHref, parseMonitorSelection } from "./search-params";

export const metadata: Metadata = { title: "Job monitor" };

export default async function MonitorRoute({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const selection = parseMonitorSelection(readerOf(await searchParams));
  const [page, saved] = await Promise.all([
    readMonitorPage(ctx, selection).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      // An address from elsewhere may carry a cursor that is none: the first page is better than an error.
      if (error.field === "cursor") redirect(monitorHref({ ...selection, cursor: "" }));
      // What is refused is said where the list stands, so that the filters can be changed there.
      return null;
    }),
    savedViews(ctx, { screen: "monitor" }),
  ]);
  return (
    <Monitor
      initial={{ key: listKeyOf(selection), page }}
      views={{ ready: readyViewsFor(ctx), saved }}
      reader={ctx.actor.name}
      canOperate={isAllowed(ctx.actor, "runs.operate")}
      canDefine={isAllowed(ctx.actor, "jobs.write")}
    />
  );
}
