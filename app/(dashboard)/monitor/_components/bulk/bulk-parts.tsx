"use client";

import type { SelectedRun } from "../../bulk-actions";
import { BulkBar } from "./bulk-bar";
import { BulkProgressBar } from "./bulk-progress";
import { BulkQuestion } from "./bulk-question";
import type { Bulk } from "./use-bulk";

type BulkPartsProps = {
  bulk: Bulk;
  selected: readonly SelectedRun[];
  hasMore: boolean;
  onClear: () => void;
  /** Runs were acted on: their rows are old. */
  onDone: () => void;
};

/** What can be done with many runs, the question before it, and how far it has come. */
export function BulkParts({ bulk, selected, hasMore, onClear, onDone }: BulkPartsProps) {
  const { asked, started } = bulk;
  return (
    <>
      <BulkBar bulk={bulk} selected={selected} hasMore={hasMore} onClear={onClear} />
      {started !== undefined && (
        <BulkProgressBar
          key={started.id}
          started={started}
          onClose={() => bulk.setStarted(undefined)}
          onEnded={onDone}
        />
      )}
      {asked !== undefined && (
        <BulkQuestion
          asked={asked}
          onClose={bulk.closeQuestion}
          onDone={onDone}
          onStarted={(progress) => {
            bulk.setStarted(progress);
            bulk.dropMatching();
            onClear();
          }}
        />
      )}
    </>
  );
}
