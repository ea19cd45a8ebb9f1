import { BellPlus } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { listRuleChoices } from "@/lib/queries/alerts/rule-choices";
import { listAlertRules } from "@/lib/queries/alerts/rules";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { parseGateList } from "../../gates/gate-address";
import { AlertHead } from "../_components/alert-tabs";
import { RuleDialog } from "../_components/rule-dialog";
import { RuleList } from "../_components/rule-list";

export const metadata: Metadata = { title: "Alert rules" };

const PATH = "/alerts/rules";

export default async function RulesPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const { cursor } = parseGateList(readerOf(await searchParams));
  const [{ items, nextCursor }, choices] = await Promise.all([
    listAlertRules(ctx, cursor === "" ? {} : { cursor }),
    listRuleChoices(ctx),
  ]);
  const mayWrite = isAllowed(ctx.actor, "jobs.write");
  const create = mayWrite && <RuleDialog choices={choices} />;
  return (
    <>
      <AlertHead
        current={PATH}
        description="When somebody is told, and who. Jobs whose own alert settings are on are told about without a rule, on the channels used for that."
        actions={items.length > 0 && create}
      />
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            icon={<BellPlus />}
            title="There is no rule yet"
            description="A rule watches jobs by their names and tells channels when one fails, does not start, or runs too long."
            action={create}
          />
        ) : (
          <RuleList rules={items} choices={choices} mayWrite={mayWrite} now={ctx.now} />
        )}
        {(nextCursor !== null || cursor !== "") && (
          <Pagination
            newerLabel="First page"
            olderLabel="Next"
            newerHref={cursor === "" ? undefined : PATH}
            olderHref={nextCursor === null ? undefined : `${PATH}?cursor=${nextCursor}`}
            summary={formatCount(items.length, "rule")}
          />
        )}
      </Card>
    </>
  );
}
