import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default function DashboardLoading() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-7 w-48" />
      <div className="rounded-lg border border-line bg-surface">
        <TableSkeleton label="Reading the page" rows={10} />
      </div>
    </div>
  );
}
