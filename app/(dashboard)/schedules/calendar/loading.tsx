import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function CalendarLoading() {
  return (
    <>
      <PageHeader title="Calendar" />
      <Card flush>
        <TableSkeleton label="The coming starts are being worked out" rows={6} columns={7} />
      </Card>
    </>
  );
}
