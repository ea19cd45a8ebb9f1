import { ScrollText } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { auditQuery } from "@/lib/domain/access/audit-filter";
import type { AuditItem } from "@/lib/queries/audit/list-audit";
import { Instant } from "../../_components/instant";

type AuditTableProps = { items: AuditItem[]; isFiltered: boolean };

const HEADS = ["Time (UTC)", "Actor", "Action", "Outcome", "Object", "Details", "From"];

export function AuditTable({ items, isFiltered }: AuditTableProps) {
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<ScrollText />}
        title={isFiltered ? "No entry fits the filter" : "Nothing is recorded yet"}
        description="Actor and action are compared whole, as they are written in the table."
      />
    );
  }
  return (
    <Table caption={`${items.length} audit entries`}>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <Th key={head}>{head}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Tr key={item.id}>
            <Td>
              <Instant at={item.at} />
            </Td>
            <Td>
              <FilterLink name="actor" value={item.actor} />
            </Td>
            <Td>
              <FilterLink name="action" value={item.action} />
            </Td>
            <Td>
              <Badge tone={item.outcome === "success" ? "neutral" : "danger"}>{item.outcome}</Badge>
            </Td>
            <Td>
              {item.objectType}
              {item.objectId && (
                <span className="ml-1.5 font-mono text-xs text-ink-muted">{item.objectId}</span>
              )}
            </Td>
            <Td mono className="max-w-md wrap-anywhere text-ink-muted">
              {item.details}
            </Td>
            <Td mono title={item.correlationId ?? undefined}>
              {item.sourceIp ?? "–"}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function FilterLink({ name, value }: { name: "actor" | "action"; value: string }) {
  const filter = { actor: undefined, action: undefined, outcome: undefined, before: undefined };
  return (
    <Link
      href={`/admin/audit${auditQuery({ ...filter, [name]: value })}`}
      className="hover:underline"
    >
      {value}
    </Link>
  );
}
