import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function FrequencyLoading() {
  return (
    <>
      <PageHeader title="Frequency report" />
      <Card flush>
        <TableSkeleton label="The frequency report is being read" rows={14} columns={8} />
      </Card>
    </>
  );
}
