import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { auditFilterSchema, auditQuery } from "@/lib/domain/access/audit-filter";
import { listAudit } from "@/lib/queries/audit/list-audit";
import { pageContext } from "@/lib/server";
import { AdminTabs } from "../_components/admin-tabs";
import { AdministratorsOnly } from "../_components/administrators-only";
import { AuditFilterForm } from "./_components/audit-filter-form";
import { AuditTable } from "./_components/audit-table";

export const metadata: Metadata = { title: "Audit" };

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "access.write")) return <AdministratorsOnly title="Audit" />;
  const filter = auditFilterSchema.parse(await searchParams);
  const { items, nextBefore } = await listAudit(ctx, filter);
  const newest = auditQuery({ ...filter, before: undefined });
  return (
    <>
      <PageHeader
        title="Audit"
        description="Every attempted change with its outcome, newest first. Entries are never changed."
      />
      <AdminTabs current="/admin/audit" />
      <AuditFilterForm filter={filter} />
      <Card flush>
        <AuditTable items={items} isFiltered={newest !== ""} />
        <Pagination
          summary={`${items.length} entries`}
          newerLabel="Newest"
          newerHref={filter.before === undefined ? undefined : `/admin/audit${newest}`}
          olderHref={
            nextBefore === null
              ? undefined
              : `/admin/audit${auditQuery({ ...filter, before: nextBefore })}`
          }
        />
      </Card>
    </>
  );
}
