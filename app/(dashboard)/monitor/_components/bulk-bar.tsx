"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { formatCount } from "@/lib/format/format-number";
import { operateRunsAction } from "../../runs/actions";
import { BULK_ACTIONS, type BulkAction, refusedStates } from "../bulk-actions";

/** What is kept of a selected run, also when it is not on the page any more. */
export type SelectedRun = Pick<RunListItem, "id" | "state" | "actions">;

type BulkBarProps = {
  selected: readonly SelectedRun[];
  onClear: () => void;
  /** The runs were acted on: their rows are old. */
  onDone: () => void;
};

/** What can be done with the selected runs, each action with how many of them allow it. */
export function BulkBar({ selected, onClear, onDone }: BulkBarProps) {
  const [asked, setAsked] = useState<BulkAction>();
  if (selected.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label="Actions on the selected runs"
      className="flex flex-wrap items-center gap-1.5 border-t border-line bg-accent-soft px-3 py-2"
    >
      <span className="mr-1 text-sm font-medium" role="status">
        {formatCount(selected.length, "run")} selected
      </span>
      {BULK_ACTIONS.map((action) => {
        const count = allowedRuns(action, selected).length;
        return (
          <Button
            key={action.name}
            size="sm"
            disabled={count === 0}
            onClick={() => setAsked(action)}
          >
            {action.label} {count}
          </Button>
        );
      })}
      <Button size="sm" variant="ghost" onClick={onClear} className="sm:ml-auto">
        Clear the selection
      </Button>
      {asked !== undefined && (
        <BulkQuestion
          action={asked}
          selected={selected}
          onClose={() => setAsked(undefined)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function BulkQuestion(props: {
  action: BulkAction;
  selected: readonly SelectedRun[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { action, selected, onClose, onDone } = props;
  const allowed = allowedRuns(action, selected);
  const others = selected.length - allowed.length;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${action.label} ${formatCount(allowed.length, "run")}?`}
      description={action.consequence}
      confirmLabel={`${action.label} ${formatCount(allowed.length, "run")}`}
      danger={action.isGrave}
      onConfirm={async () => {
        const problem = await act(
          action,
          allowed.map((run) => run.id),
        );
        if (problem === undefined) onDone();
        return problem;
      }}
    >
      {others > 0 && (
        <p className="text-sm text-ink-muted">
          {formatCount(allowed.length, "run")} of the {selected.length} selected can be asked to{" "}
          {action.label.toLowerCase()}. Left alone: {refusedStates(action.name, selected)}.
        </p>
      )}
    </ConfirmDialog>
  );
}

async function act(action: BulkAction, runIds: string[]): Promise<string | undefined> {
  const result = await operateRunsAction({ action: action.name, runIds });
  if (!result.ok) return result.message;
  const { changed, refused } = result.value;
  if (changed.length === 0) return refused[0]?.message ?? "None of the runs allowed it any more.";
  toast.success(`${action.done}: ${formatCount(changed.length, "run")}`, {
    ...(refused.length > 0
      ? {
          description: `${formatCount(refused.length, "run")} had changed meanwhile and did not allow it.`,
        }
      : {}),
  });
  return undefined;
}

function allowedRuns(action: BulkAction, selected: readonly SelectedRun[]): SelectedRun[] {
  return selected.filter(({ actions }) => actions.includes(action.name));
}
