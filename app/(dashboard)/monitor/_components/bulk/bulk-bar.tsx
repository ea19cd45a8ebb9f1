"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format/format-number";
import { BULK_ACTIONS, isOpenFor, type SelectedRun } from "../../bulk-actions";
import type { Bulk } from "./use-bulk";

type BulkBarProps = {
  bulk: Bulk;
  selected: readonly SelectedRun[];
  /** There are other pages, so more runs match than are shown. */
  hasMore: boolean;
  onClear: () => void;
};

/** What can be done with the selected runs, each action with how many of them allow it; or with all that match. */
export function BulkBar({ bulk, selected, hasMore, onClear }: BulkBarProps) {
  const { matching } = bulk;
  if (selected.length === 0 && matching === undefined) return null;
  return (
    <div
      role="toolbar"
      aria-label="Actions on the selected runs"
      className="flex flex-wrap items-center gap-1.5 border-t border-line bg-accent-soft px-3 py-2"
    >
      <span className="mr-1 text-sm font-medium" role="status">
        {matching === undefined
          ? `${formatCount(selected.length, "run")} selected`
          : `All ${formatCount(matching.count, "matching run")} selected`}
      </span>
      {matching === undefined && hasMore && <SelectMatching bulk={bulk} />}
      {BULK_ACTIONS.map((action) => {
        const count = selected.filter((run) => isOpenFor(action, run)).length;
        return (
          <Button
            key={action.id}
            size="sm"
            disabled={matching === undefined && count === 0}
            onClick={() => bulk.ask(action)}
          >
            {action.label} {matching === undefined ? count : ""}
          </Button>
        );
      })}
      <Button
        size="sm"
        variant="ghost"
        className="sm:ml-auto"
        onClick={() => {
          bulk.dropMatching();
          onClear();
        }}
      >
        Clear the selection
      </Button>
    </div>
  );
}

/** Counts what matches on all pages, and selects it. */
function SelectMatching({ bulk }: Pick<BulkBarProps, "bulk">) {
  const [isCounting, setCounting] = useState(false);
  return (
    <Button
      size="sm"
      variant="primary"
      loading={isCounting}
      onClick={() => {
        setCounting(true);
        void bulk.selectMatching().finally(() => setCounting(false));
      }}
    >
      Select all that match
    </Button>
  );
}
