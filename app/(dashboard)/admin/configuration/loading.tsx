import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function ConfigurationLoading() {
  return (
    <>
      <PageHeader title="Configuration" />
      <Card flush>
        <TableSkeleton label="The configuration is being read" rows={8} columns={2} />
      </Card>
    </>
  );
}
