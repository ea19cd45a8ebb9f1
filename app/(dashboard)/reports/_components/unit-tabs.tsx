import { LinkTabs } from "@/components/ui/link-tabs";
import type { TrendUnit } from "@/lib/domain/report/report-query";

/** The course by hour or by day. */
export function UnitTabs({
  unit,
  hrefOf,
}: {
  unit: TrendUnit;
  hrefOf: (unit: TrendUnit) => string;
}) {
  return (
    <LinkTabs
      label="Course"
      tabs={[
        { href: hrefOf("hour"), label: "By hour", isCurrent: unit === "hour" },
        { href: hrefOf("day"), label: "By day", isCurrent: unit === "day" },
      ]}
    />
  );
}
