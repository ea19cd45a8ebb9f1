import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function RunLogReportLoading() {
  return (
    <>
      <PageHeader title="Run-log report" />
      <Card flush>
        <TableSkeleton label="The report is being made" rows={12} columns={8} />
      </Card>
    </>
  );
}
