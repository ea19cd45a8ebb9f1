import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function GapsReportLoading() {
  return (
    <>
      <PageHeader title="Gaps" />
      <Card flush>
        <TableSkeleton label="The gaps report is being worked out" rows={10} columns={7} />
      </Card>
    </>
  );
}
