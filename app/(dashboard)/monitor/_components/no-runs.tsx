"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Activity, Hourglass, SearchX } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { TableSkeleton } from "@/components/ui/skeleton";
import { formatInstant } from "@/lib/format/format-when";
import { LoadDemoButton } from "../../_components/load-demo-button";
import { filterWords } from "../filter-words";
import type { MonitorPage } from "../monitor-page";
import {
  isNarrowed,
  isNewestFirst,
  type MonitorSelection,
  type SelectionChange,
} from "../search-params";
import { orderWords } from "../sort-orders";

type NoRunsProps = {
  query: UseQueryResult<MonitorPage>;
  selection: MonitorSelection;
  canDefine: boolean;
  onNarrow: (change: SelectionChange) => void;
  onClear: () => void;
  /** Leads to the page with this cursor. */
  onGo: (cursor: string) => void;
};

/** What stands in the place of the list while there are no rows: why, and what to do. */
export function NoRuns(props: NoRunsProps) {
  const { query, selection, canDefine, onNarrow, onClear, onGo } = props;
  const page = query.data;
  if (query.error !== null && (page === undefined || query.isPlaceholderData)) {
    return (
      <div>
        <ErrorState
          title="The runs could not be read"
          reason={query.error.message}
          onRetry={() => void query.refetch()}
        />
        <SelectionDrops selection={selection} onNarrow={onNarrow} onClear={onClear} isTooMuch />
      </div>
    );
  }
  if (page === undefined) {
    return <TableSkeleton label="Reading the runs" rows={16} columns={7} />;
  }
  if (page.lookedTo !== null) {
    const older = page.older;
    return (
      <EmptyState
        icon={<Hourglass />}
        title="None found so far"
        description={`These filters need every run looked at by itself. The search has come back to ${formatInstant(new Date(page.lookedTo))} and found none. Narrow the period, the state or the job name, or go on.`}
        action={older !== null && <Button onClick={() => onGo(older)}>Look further back</Button>}
      />
    );
  }
  if (!isNarrowed(selection)) return <NothingYet canDefine={canDefine} />;
  return (
    <div>
      <EmptyState
        icon={<SearchX />}
        title="No run fits these filters"
        description="A run is shown when every filter fits it. Drop one of them:"
      />
      <SelectionDrops selection={selection} onNarrow={onNarrow} onClear={onClear} />
    </div>
  );
}

/** The active filters, each to be dropped by itself. */
function SelectionDrops({
  selection,
  onNarrow,
  onClear,
  isTooMuch = false,
}: Pick<NoRunsProps, "selection" | "onNarrow" | "onClear"> & {
  /** It may be too much to look through, so that a period helps. */
  isTooMuch?: boolean;
}) {
  const isInOtherOrder = !isNewestFirst(selection);
  if (!isNarrowed(selection) && !isInOtherOrder) return null;
  return (
    <div className="flex flex-wrap justify-center gap-1.5 px-4 pb-10">
      {isInOtherOrder && (
        <FilterChip
          label="Order"
          value={orderWords(selection.sort)}
          onRemove={() => onNarrow({ sort: undefined })}
        />
      )}
      {filterWords(selection).map(({ key, label, value, without }) => (
        <FilterChip key={key} label={label} value={value} onRemove={() => onNarrow(without)} />
      ))}
      {isTooMuch && selection.from === undefined && (
        <Button size="sm" onClick={() => onNarrow({ from: "now-24h" })}>
          Only the last 24 hours
        </Button>
      )}
      <Button size="sm" onClick={onClear}>
        Clear all filters
      </Button>
    </div>
  );
}

function NothingYet({ canDefine }: { canDefine: boolean }) {
  return (
    <EmptyState
      icon={<Activity />}
      title="Nothing has run yet"
      description="Runs appear here when a schedule starts them, when somebody runs a definition, or when an application submits them."
      action={
        canDefine && (
          <>
            <Link href="/definitions/new" className={buttonClass({ variant: "primary" })}>
              Create a definition
            </Link>
            <LoadDemoButton />
          </>
        )
      }
    />
  );
}
