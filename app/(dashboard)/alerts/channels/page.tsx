import { Megaphone } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { listAlertChannels } from "@/lib/queries/alerts/channels";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { parseGateList } from "../../gates/gate-address";
import { AlertHead } from "../_components/alert-tabs";
import { ChannelDialog } from "../_components/channel-dialog";
import { ChannelList } from "../_components/channel-list";

export const metadata: Metadata = { title: "Alert channels" };

const PATH = "/alerts/channels";

export default async function ChannelsPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const { cursor } = parseGateList(readerOf(await searchParams));
  const { items, nextCursor } = await listAlertChannels(ctx, cursor === "" ? {} : { cursor });
  const mayWrite = isAllowed(ctx.actor, "jobs.write");
  const create = mayWrite && <ChannelDialog />;
  return (
    <>
      <AlertHead
        current={PATH}
        description="Ways to tell somebody: e-mail, a webhook of your own, or one that takes Slack's messages."
        actions={items.length > 0 && create}
      />
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            icon={<Megaphone />}
            title="There is no channel yet"
            description="Make a channel and send a test over it; then rules can tell it."
            action={create}
          />
        ) : (
          <ChannelList channels={items} mayWrite={mayWrite} />
        )}
        {(nextCursor !== null || cursor !== "") && (
          <Pagination
            newerLabel="First page"
            olderLabel="Next"
            newerHref={cursor === "" ? undefined : PATH}
            olderHref={nextCursor === null ? undefined : `${PATH}?cursor=${nextCursor}`}
            summary={formatCount(items.length, "channel")}
          />
        )}
      </Card>
    </>
  );
}
