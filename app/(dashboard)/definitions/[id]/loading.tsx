import { Card } from "@/components/ui/card";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default function DefinitionLoading() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-8 w-80" />
      <Card flush>
        <TableSkeleton label="The definition is being read" rows={10} columns={4} />
      </Card>
    </div>
  );
}
