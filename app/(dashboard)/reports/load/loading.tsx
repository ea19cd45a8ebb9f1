import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function LoadReportLoading() {
  return (
    <>
      <PageHeader title="Load" />
      <Card flush>
        <TableSkeleton label="The load report is being worked out" rows={10} columns={7} />
      </Card>
    </>
  );
}
