import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { isAllowed } from "@/lib/domain/access/access";
import { listTenants } from "@/lib/queries/tenants/list-tenants";
import { listUsers } from "@/lib/queries/users/list-users";
import { pageContext } from "@/lib/server";
import { AdminTabs } from "../_components/admin-tabs";
import { AdministratorsOnly } from "../_components/administrators-only";
import { CreateUser } from "./_components/create-user";
import { UserTable } from "./_components/user-table";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage() {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "access.write")) return <AdministratorsOnly title="Users" />;
  const [users, tenants] = await Promise.all([listUsers(ctx), listTenants(ctx)]);
  return (
    <>
      <PageHeader
        title="Users"
        description="Administrators change everything, operators act on runs, viewers read."
        actions={<CreateUser tenants={tenants.map(({ id, name }) => ({ id, name }))} />}
      />
      <AdminTabs current="/admin/users" />
      <Card flush>
        <UserTable users={users} />
      </Card>
    </>
  );
}
