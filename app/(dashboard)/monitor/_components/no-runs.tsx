"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Activity, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { MonitorPage } from "../monitor-page";

type NoRunsProps = {
  query: UseQueryResult<MonitorPage>;
  isNarrowed: boolean;
  onClear: () => void;
};

/** What stands in the place of the list while there are no rows: why, and what to do. */
export function NoRuns({ query, isNarrowed, onClear }: NoRunsProps) {
  if (query.data === undefined) {
    if (query.isPending) return <TableSkeleton label="Reading the runs" rows={16} columns={7} />;
    return (
      <ErrorState
        title="The runs could not be read"
        reason={query.error?.message}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (isNarrowed) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No run fits these filters"
        description="A run is shown when every filter fits it."
        action={<Button onClick={onClear}>Clear all filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={<Activity />}
      title="Nothing has run yet"
      description="Runs appear here when a schedule starts them, when somebody runs a definition, or when an application submits them."
    />
  );
}
