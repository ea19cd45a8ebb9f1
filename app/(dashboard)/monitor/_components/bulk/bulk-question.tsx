"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { BulkProgress } from "@/lib/domain/run/bulk-action";
import { formatCount } from "@/lib/format/format-number";
import { useAnswer } from "../../../runs/_components/use-answer";
import { operateRunsAction } from "../../../runs/actions";
import { countMatchingAction, startMatchingAction } from "../../actions";
import { type BulkAction, isOpenFor, refusedStates, type SelectedRun } from "../../bulk-actions";
import type { AskedAction, MatchingRuns } from "./use-bulk";

type BulkQuestionProps = {
  asked: AskedAction;
  onClose: () => void;
  /** The runs were acted on: their rows are old. */
  onDone: () => void;
  /** It goes on by itself. */
  onStarted: (progress: BulkProgress) => void;
};

/** What will happen, to how many runs, and which will be left alone. */
export function BulkQuestion({ asked, ...rest }: BulkQuestionProps) {
  const { action, target } = asked;
  return target.kind === "runs" ? (
    <SelectedQuestion action={action} selected={target.runs} {...rest} />
  ) : (
    <MatchingQuestion action={action} matching={target.matching} {...rest} />
  );
}

type SelectedQuestionProps = Omit<BulkQuestionProps, "asked"> & {
  action: BulkAction;
  selected: readonly SelectedRun[];
};

function SelectedQuestion({ action, selected, onClose, onDone }: SelectedQuestionProps) {
  const allowed = selected.filter((run) => isOpenFor(action, run));
  const others = selected.length - allowed.length;
  const words = `${action.label} ${formatCount(allowed.length, "run")}`;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${words}?`}
      description={action.consequence}
      confirmLabel={words}
      danger={action.isGrave}
      onConfirm={async () => {
        const runIds = allowed.map((run) => run.id);
        const problem =
          runIds.length === 0 ? "None of the runs allows it." : await act(action, runIds);
        if (problem === undefined) onDone();
        return problem;
      }}
    >
      {others > 0 && (
        <p className="text-sm text-ink-muted">
          {formatCount(allowed.length, "run")} of the {selected.length} selected can be asked to{" "}
          {action.label.toLowerCase()}. Left alone: {refusedStates(action, selected)}.
        </p>
      )}
    </ConfirmDialog>
  );
}

async function act(
  { name, mode, done }: BulkAction,
  runIds: string[],
): Promise<string | undefined> {
  const request = { action: name, runIds, ...(mode === undefined ? {} : { mode }) };
  const result = await operateRunsAction(request);
  if (!result.ok) return result.message;
  const { changed, refused } = result.value;
  if (changed.length === 0) return refused[0]?.message ?? "None of the runs allowed it any more.";
  const left = `${formatCount(refused.length, "run")} had changed meanwhile and did not allow it.`;
  toast.success(`${done}: ${formatCount(changed.length, "run")}`, {
    ...(refused.length > 0 ? { description: left } : {}),
  });
  return undefined;
}

type MatchingQuestionProps = Omit<BulkQuestionProps, "asked"> & {
  action: BulkAction;
  matching: MatchingRuns;
};

function MatchingQuestion({ action, matching, onClose, onStarted }: MatchingQuestionProps) {
  const counted = useAnswer(() => countMatchingAction(matching.search, action.name));
  const present = counted?.ok ? counted.value : undefined;
  const count = present?.count ?? matching.count;
  const words = `${action.label} ${formatCount(count, "run")}`;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${words}?`}
      description={action.consequence}
      confirmLabel={words}
      danger={action.isGrave}
      onConfirm={async () => {
        const { name, mode } = action;
        const request = { action: name, expected: count, ...(mode === undefined ? {} : { mode }) };
        const result = await startMatchingAction(matching.search, request);
        if (!result.ok) return result.message;
        if (result.value.bulk !== null) onStarted(result.value.bulk);
        return undefined;
      }}
    >
      <p role="status" className="text-sm text-ink-muted">
        {counted === undefined
          ? "Counting how many allow it"
          : openWords(count, present?.open ?? null)}
      </p>
    </ConfirmDialog>
  );
}

function openWords(count: number, open: number | null): string {
  const settled =
    "Each run is asked when its turn comes, and refuses where its state does not allow it.";
  if (open === null) return settled;
  const refused = Math.max(0, count - open);
  return refused === 0
    ? `All of them are in a state that allows it. ${settled}`
    : `${formatCount(refused, "run")} of them are in a state that does not allow it and will be refused. ${settled}`;
}
