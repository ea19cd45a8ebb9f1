import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function DelaysLoading() {
  return (
    <>
      <PageHeader title="Delays" />
      <Card flush>
        <TableSkeleton label="The report on delays is being read" rows={14} columns={8} />
      </Card>
    </>
  );
}
