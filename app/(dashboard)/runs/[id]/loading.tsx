import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function RunLoading() {
  return (
    <div role="status" aria-label="Reading the run" className="grid gap-4">
      <Skeleton className="h-7 w-80 max-w-full" />
      <Skeleton className="h-9" />
      <Card>
        <Skeleton className="h-28" />
      </Card>
      <Card>
        <Skeleton className="h-40" />
      </Card>
    </div>
  );
}
