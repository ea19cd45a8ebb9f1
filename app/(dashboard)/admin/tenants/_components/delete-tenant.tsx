"use client";

import type { TenantItem } from "@/lib/queries/tenants/list-tenants";
import { ConfirmAction } from "../../_components/confirm-action";
import { deleteTenantAction } from "../actions";

export function DeleteTenant({ tenant }: { tenant: TenantItem }) {
  return (
    <ConfirmAction
      label="Unsubscribe"
      title={`Unsubscribe ${tenant.name}?`}
      description="Its definitions, schedules, runs, credentials and users are deleted. This cannot be undone."
      confirmLabel="Unsubscribe and delete"
      danger
      typedConfirmation={tenant.subdomain}
      action={() => deleteTenantAction(tenant.id)}
    />
  );
}
