import { MessageSquareText } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { countOpenMessages } from "@/lib/queries/gates/count-open-messages";
import { listMessages } from "@/lib/queries/gates/list-messages";
import { pageContext } from "@/lib/server";
import { RefreshOnChanges } from "../_components/refresh-on-changes";
import { type PageParams, readerOf } from "../_lib/page-params";
import { MessageFilters } from "./_components/message-filters";
import { MessageTable } from "./_components/message-table";
import { messageListHref, parseMessageList } from "./search-params";

export const metadata: Metadata = { title: "Messages" };

const REFRESH_MS = 2000;
const QUIET_REFRESH_MS = 10_000;
const NOTHING = {
  open: "No run waits for a reply",
  replied: "No message has been answered yet",
  withdrawn: "No message was withdrawn",
  all: "There is no message yet",
};

export default async function MessagesPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const { state, cursor } = parseMessageList(readerOf(await searchParams));
  const query = {
    ...(state === "all" ? {} : { state }),
    ...(cursor === "" ? {} : { cursor }),
  };
  const [page, open] = await Promise.all([listMessages(ctx, query), countOpenMessages(ctx)]);
  return (
    <>
      <RefreshOnChanges everyMs={REFRESH_MS} alsoEveryMs={QUIET_REFRESH_MS} />
      <PageHeader
        title="Messages"
        description="Questions that runs ask an operator. A run that asks stays in Console until it has its reply."
        actions={<MessageFilters current={state} open={open} />}
      />
      <Card flush>
        {page.items.length === 0 ? (
          <EmptyState
            icon={<MessageSquareText />}
            title={NOTHING[state]}
            description="A chain whose step failed asks here what to do when it is set to request a restart, and so does a definition with that restart behaviour."
          />
        ) : (
          <MessageTable messages={page.items} mayReply={isAllowed(ctx.actor, "runs.operate")} />
        )}
        {(page.nextCursor !== null || cursor !== "") && (
          <Pagination
            newerLabel="Newest"
            newerHref={cursor === "" ? undefined : messageListHref({ state })}
            olderHref={
              page.nextCursor === null
                ? undefined
                : messageListHref({ state, cursor: page.nextCursor })
            }
            summary={formatCount(page.items.length, "message")}
          />
        )}
      </Card>
    </>
  );
}
