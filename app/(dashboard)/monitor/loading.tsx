import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default function MonitorLoading() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-xl font-semibold">Job monitor</h1>
      <Skeleton className="h-8 max-w-3xl" />
      <div className="rounded-lg border border-line bg-surface">
        <TableSkeleton label="Reading the runs" rows={18} columns={7} />
      </div>
    </div>
  );
}
