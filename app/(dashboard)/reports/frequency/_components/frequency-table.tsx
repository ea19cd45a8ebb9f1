import { ChartNoAxesColumn } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { type FrequencyState, frequencySearch } from "@/lib/domain/report/report-pages";
import type { RunDay } from "@/lib/domain/report/run-days";
import { formatCount } from "@/lib/format/format-number";
import type { FrequencyPage } from "@/lib/queries/reports/read-frequency";
import { FullTable } from "./full-table";
import { ShortTable } from "./short-table";

const PATH = "/reports/frequency";

type Row = FrequencyPage["items"][number];
export type FrequencyTableProps = {
  page: Omit<FrequencyPage, "items"> & { items: (Row & { days: RunDay[] })[]; short: Row[] };
  state: FrequencyState;
  hasTenant: boolean;
};

/** The rows of one page in full or short form, and the way to the others. */
export function FrequencyTable({ page, state, hasTenant }: FrequencyTableProps) {
  if (page.jobs === 0) {
    return (
      <EmptyState
        icon={<ChartNoAxesColumn />}
        title="No run that started fits the filter"
        description="Widen the period or take a condition away. Runs appear here as soon as they start."
      />
    );
  }
  const hrefOf = (cursor: string | null) =>
    cursor === null ? undefined : `${PATH}${frequencySearch(state, { cursor })}`;
  const caption = `${formatCount(page.jobs, "job")}, ${formatCount(page.runs, "run")}`;
  const shared = { state, hasTenant, caption };
  return (
    <>
      {state.view === "short" ? (
        <ShortTable rows={page.short} {...shared} />
      ) : (
        <FullTable rows={page.items} {...shared} />
      )}
      <Pagination
        newerHref={hrefOf(page.previousCursor)}
        olderHref={hrefOf(page.nextCursor)}
        newerLabel="Previous"
        olderLabel="Next"
        summary={caption}
      />
    </>
  );
}
