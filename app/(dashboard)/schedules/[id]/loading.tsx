import { Card } from "@/components/ui/card";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default function ScheduleLoading() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-7 w-64" />
      <Card flush>
        <TableSkeleton label="The schedule is being read" rows={10} columns={4} />
      </Card>
    </div>
  );
}
