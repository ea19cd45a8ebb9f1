import { BellRing } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { listAlerts } from "@/lib/queries/alerts/raised";
import { pageContext } from "@/lib/server";
import { RefreshOnChanges } from "../_components/refresh-on-changes";
import { type PageParams, readerOf } from "../_lib/page-params";
import { FilterLinks } from "../definitions/_components/filter-links";
import { AlertTable } from "./_components/alert-table";
import { AlertHead } from "./_components/alert-tabs";
import { type AlertListView, alertsHref, givenOf, parseAlertList } from "./search-params";

export const metadata: Metadata = { title: "Alerts" };

const CHOICES: readonly { label: string; state: AlertListView["state"] }[] = [
  { label: "Open", state: "" },
  { label: "Over", state: "recovered" },
  { label: "All", state: "all" },
];

export default async function AlertsPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseAlertList(readerOf(await searchParams));
  const { items, nextCursor } = await listAlerts(ctx, givenOf(view));
  const { state, cursor } = view;
  const options = CHOICES.map((choice) => ({
    label: choice.label,
    href: alertsHref("/alerts", { state: choice.state }),
    isCurrent: choice.state === state,
  }));
  return (
    <>
      <RefreshOnChanges everyMs={3000} alsoEveryMs={10_000} />
      <AlertHead
        current="/alerts"
        description="What the rules have found, and whether it is over. Somebody who acknowledges an alert looks after it."
        actions={<FilterLinks label="State" options={options} />}
      />
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            icon={<BellRing />}
            title={state === "" ? "Nothing needs you" : "There is no such alert"}
            description="Alerts are raised by rules, and by jobs whose own alert settings are on. An alert closes by itself when its job succeeds again."
          />
        ) : (
          <AlertTable alerts={items} mayOperate={isAllowed(ctx.actor, "runs.operate")} />
        )}
        {(nextCursor !== null || cursor !== "") && (
          <Pagination
            newerLabel="Newest"
            newerHref={cursor === "" ? undefined : alertsHref("/alerts", { state })}
            olderHref={
              nextCursor === null ? undefined : alertsHref("/alerts", { state, cursor: nextCursor })
            }
            summary={formatCount(items.length, "alert")}
          />
        )}
      </Card>
    </>
  );
}
