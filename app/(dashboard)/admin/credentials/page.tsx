import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { CREDENTIAL_SCOPES, isAllowed } from "@/lib/domain/access/access";
import { listCredentials } from "@/lib/queries/credentials/list-credentials";
import { listTenants } from "@/lib/queries/tenants/list-tenants";
import { nodeEnv, pageContext } from "@/lib/server";
import { AdminTabs } from "../_components/admin-tabs";
import { AdministratorsOnly } from "../_components/administrators-only";
import { CreateCredential } from "./_components/create-credential";
import { CredentialTable } from "./_components/credential-table";

export const metadata: Metadata = { title: "Credentials" };

export default async function CredentialsPage() {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "access.write")) return <AdministratorsOnly title="Credentials" />;
  const [credentials, tenants] = await Promise.all([listCredentials(ctx), listTenants(ctx)]);
  const { publicUrl } = await nodeEnv();
  const create = (
    <CreateCredential
      publicUrl={publicUrl}
      scopes={CREDENTIAL_SCOPES}
      tenants={tenants.map(({ id, name, subdomain }) => ({ id, name, subdomain }))}
      mayUseAllTenants={ctx.scope.allTenants}
      today={ctx.now.toISOString().slice(0, 10)}
    />
  );
  return (
    <>
      <PageHeader
        title="Credentials"
        description="Clients of the APIs. A client signs in with Basic, or gets a token at /oauth/token."
        actions={create}
      />
      <AdminTabs current="/admin/credentials" />
      <Card flush>
        <CredentialTable credentials={credentials} publicUrl={publicUrl} />
      </Card>
    </>
  );
}
