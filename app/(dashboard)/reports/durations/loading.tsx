import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function DurationsLoading() {
  return (
    <>
      <PageHeader title="Durations" />
      <Card flush>
        <TableSkeleton label="The report on durations is being read" rows={14} columns={8} />
      </Card>
    </>
  );
}
