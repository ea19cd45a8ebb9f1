import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function DefinitionsLoading() {
  return (
    <>
      <PageHeader title="Definitions" />
      <Card flush>
        <TableSkeleton label="The definitions are being read" rows={12} columns={7} />
      </Card>
    </>
  );
}
