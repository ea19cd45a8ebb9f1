import type { Metadata } from "next";
import { isAllowed } from "@/lib/domain/access/access";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../_lib/page-params";
import { Monitor } from "./_components/monitor";
import { readMonitorPage } from "./monitor-page";
import { listKeyOf, parseMonitorSelection } from "./search-params";

export const metadata: Metadata = { title: "Job monitor" };

export default async function MonitorRoute({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const selection = parseMonitorSelection(readerOf(await searchParams));
  const page = await readMonitorPage(ctx, selection);
  return (
    <Monitor
      initial={{ key: listKeyOf(selection), page }}
      canOperate={isAllowed(ctx.actor, "runs.operate")}
    />
  );
}
