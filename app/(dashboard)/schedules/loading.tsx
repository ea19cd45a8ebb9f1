import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function SchedulesLoading() {
  return (
    <>
      <PageHeader title="Schedules" />
      <Card flush>
        <TableSkeleton label="The schedules are being read" rows={12} columns={7} />
      </Card>
    </>
  );
}
