import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isAllowed } from "@/lib/domain/access/access";
import { AppError } from "@/lib/domain/errors";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../_lib/page-params";
import { Monitor } from "./_components/monitor";
import { readMonitorPage } from "./monitor-page";
import { listKeyOf, monitorHref, parseMonitorSelection } from "./search-params";

export const metadata: Metadata = { title: "Job monitor" };

export default async function MonitorRoute({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const selection = parseMonitorSelection(readerOf(await searchParams));
  const page = await readMonitorPage(ctx, selection).catch((error: unknown) => {
    // An address from elsewhere may carry a cursor that is none: the newest page is better than an error.
    const isWrongCursor = error instanceof AppError && error.field === "cursor";
    if (isWrongCursor) redirect(monitorHref({ ...selection, cursor: "" }));
    throw error;
  });
  return (
    <Monitor
      initial={{ key: listKeyOf(selection), page }}
      canOperate={isAllowed(ctx.actor, "runs.operate")}
    />
  );
}
