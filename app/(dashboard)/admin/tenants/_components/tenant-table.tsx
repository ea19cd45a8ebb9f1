import { Badge } from "@/components/ui/badge";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatNumber } from "@/lib/format/format-number";
import type { TenantItem } from "@/lib/queries/tenants/list-tenants";
import { Instant } from "../../_components/instant";
import { DeleteTenant } from "./delete-tenant";

type TenantTableProps = { tenants: TenantItem[]; mayChange: boolean };

export function TenantTable({ tenants, mayChange }: TenantTableProps) {
  return (
    <Table caption={`${tenants.length} tenants`} density="comfortable">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Subdomain</Th>
          <Th>Tenant id</Th>
          <Th numeric>Definitions</Th>
          <Th numeric>Credentials</Th>
          <Th numeric>Users</Th>
          <Th>Created</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tenants.map((tenant) => (
          <Tr key={tenant.id}>
            <Td className="font-medium wrap-anywhere">
              {tenant.name} {tenant.isProvider && <Badge tone="accent">Provider</Badge>}
            </Td>
            <Td mono>{tenant.subdomain}</Td>
            <Td mono className="whitespace-nowrap">
              {tenant.id}
            </Td>
            <Td numeric>{formatNumber(tenant.definitions)}</Td>
            <Td numeric>{formatNumber(tenant.credentials)}</Td>
            <Td numeric>{formatNumber(tenant.users)}</Td>
            <Td>
              <Instant at={tenant.createdAt} />
            </Td>
            <Td className="text-right">
              {mayChange && !tenant.isProvider && <DeleteTenant tenant={tenant} />}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
