import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function ApiDocsLoading() {
  return (
    <>
      <PageHeader title="API reference" />
      <Card flush>
        <TableSkeleton label="The reference is being made" rows={12} columns={3} />
      </Card>
    </>
  );
}
