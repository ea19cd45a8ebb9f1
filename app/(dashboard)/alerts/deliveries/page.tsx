import { Send } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { listDeliveries } from "@/lib/queries/alerts/deliveries";
import { pageContext } from "@/lib/server";
import { RefreshOnChanges } from "../../_components/refresh-on-changes";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { FilterLinks } from "../../definitions/_components/filter-links";
import { AlertHead } from "../_components/alert-tabs";
import { DeliveryTable } from "../_components/delivery-table";
import { alertsHref, type DeliveryListView, givenOf, parseDeliveryList } from "../search-params";

export const metadata: Metadata = { title: "Alert messages" };

const PATH = "/alerts/deliveries";
const CHOICES: readonly { label: string; state: DeliveryListView["state"] }[] = [
  { label: "All", state: "" },
  { label: "To be sent", state: "pending" },
  { label: "Sent", state: "sent" },
  { label: "Given up", state: "failed" },
  { label: "Passed over", state: "skipped" },
];

export default async function DeliveriesPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseDeliveryList(readerOf(await searchParams));
  const { items, nextCursor } = await listDeliveries(ctx, givenOf(view));
  const first = { ...view, cursor: "" };
  const options = CHOICES.map(({ label, state }) => ({
    ...{ label, href: alertsHref(PATH, { ...first, state }), isCurrent: state === view.state },
  }));
  return (
    <>
      <RefreshOnChanges everyMs={3000} alsoEveryMs={5000} />
      <AlertHead
        current={PATH}
        description="What was told on which channel, and what was answered. A message is tried five times within an hour."
        actions={<FilterLinks label="State" options={options} />}
      />
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            icon={<Send />}
            title="There is no such message"
            description="Messages appear when an alert is told, and when a channel is tested."
          />
        ) : (
          <DeliveryTable deliveries={items} mayOperate={isAllowed(ctx.actor, "runs.operate")} />
        )}
        {(nextCursor !== null || view.cursor !== "") && (
          <Pagination
            newerLabel="Newest"
            newerHref={view.cursor === "" ? undefined : alertsHref(PATH, first)}
            olderHref={
              nextCursor === null ? undefined : alertsHref(PATH, { ...view, cursor: nextCursor })
            }
            summary={formatCount(items.length, "message")}
          />
        )}
      </Card>
    </>
  );
}
