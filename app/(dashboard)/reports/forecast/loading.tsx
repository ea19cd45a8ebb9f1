import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function ForecastReportLoading() {
  return (
    <>
      <PageHeader title="Forecast" />
      <Card flush>
        <TableSkeleton label="The forecast is being worked out" rows={10} columns={7} />
      </Card>
    </>
  );
}
