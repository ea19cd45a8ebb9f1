import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { isAllowed } from "@/lib/domain/access/access";
import { listTenants } from "@/lib/queries/tenants/list-tenants";
import { pageContext } from "@/lib/server";
import { AdminTabs } from "../_components/admin-tabs";
import { AdministratorsOnly } from "../_components/administrators-only";
import { CreateTenant } from "./_components/create-tenant";
import { TenantTable } from "./_components/tenant-table";

export const metadata: Metadata = { title: "Tenants" };

export default async function TenantsPage() {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "access.write")) return <AdministratorsOnly title="Tenants" />;
  const tenants = await listTenants(ctx);
  const mayChange = ctx.scope.allTenants;
  return (
    <>
      <PageHeader
        title="Tenants"
        description="Each tenant owns its jobs, runs and credentials; the provider sees all of them."
        actions={mayChange ? <CreateTenant /> : undefined}
      />
      <AdminTabs current="/admin/tenants" />
      <Card flush>
        <TenantTable tenants={tenants} mayChange={mayChange} />
      </Card>
    </>
  );
}
