"use client";

import { useCallback, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { BulkProgress } from "@/lib/domain/run/bulk-action";
import { formatCount } from "@/lib/format/format-number";
import { countMatchingAction } from "../../actions";
import { BULK_ACTIONS, type BulkAction, type SelectedRun } from "../../bulk-actions";
import type { MonitorRow } from "../../monitor-page";

/** The runs of all pages of a list, as its address says them. */
export interface MatchingRuns {
  search: string;
  count: number;
}

/** What is asked before it is done, and to which runs. */
export interface AskedAction {
  action: BulkAction;
  target:
    | { kind: "runs"; runs: readonly SelectedRun[] }
    | { kind: "matching"; matching: MatchingRuns };
}

type BulkOptions = {
  /** The selected runs with the states they have now. */
  selected: readonly SelectedRun[];
  /** The address of the list, without its page; another list is another set of runs. */
  search: string;
};

/** Which runs an action would be done to, what is asked just now, and what is under way. */
export function useBulk({ selected, search }: BulkOptions) {
  const [matchingRuns, setMatching] = useState<MatchingRuns>();
  const [asked, setAsked] = useState<AskedAction>();
  const [started, setStarted] = useState<BulkProgress>();
  const matching = matchingRuns?.search === search ? matchingRuns : undefined;

  const ask = useCallback(
    (action: BulkAction) =>
      setAsked({
        action,
        target:
          matching === undefined
            ? { kind: "runs", runs: selected }
            : { kind: "matching", matching },
      }),
    [matching, selected],
  );
  /** By keyboard: of the selected runs, or of the row that is meant while none is selected. */
  const askFor = useCallback(
    (name: "cancel" | "restart", row: MonitorRow | undefined) => {
      const action = BULK_ACTIONS.find(({ id }) => id === name);
      if (action === undefined) return;
      if (matching !== undefined || selected.length > 0) ask(action);
      else if (row !== undefined) setAsked({ action, target: { kind: "runs", runs: [row] } });
    },
    [ask, matching, selected],
  );
  /** Counts what matches on all pages and selects it, or says why that cannot be. */
  const selectMatching = useCallback(async () => {
    const result = await countMatchingAction(search).catch(() => null);
    if (result === null || !result.ok) {
      toast.error("The runs could not be counted", {
        description: result?.message ?? "The server did not answer.",
      });
    } else if (result.value.isMore) {
      toast.error(`More than ${formatCount(result.value.count, "run")} match`, {
        description: "Narrow the selection first: so many are not acted on at once.",
      });
    } else {
      setMatching({ search, count: result.value.count });
    }
  }, [search]);
  return {
    matching,
    selectMatching,
    dropMatching: useCallback(() => setMatching(undefined), []),
    asked,
    ask,
    askFor,
    closeQuestion: useCallback(() => setAsked(undefined), []),
    started,
    setStarted,
  };
}

export type Bulk = ReturnType<typeof useBulk>;
