"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProgressBar } from "@/components/ui/progress-bar";
import { toast } from "@/components/ui/toast";
import { type BulkProgress, MAX_REFUSALS_KEPT } from "@/lib/domain/run/bulk-action";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import { fetchJson } from "../../../_lib/fetch-json";
import { cancelMatchingAction } from "../../actions";
import { BULK_ACTIONS } from "../../bulk-actions";

type BulkProgressBarProps = {
  started: BulkProgress;
  onClose: () => void;
  /** It has ended: the rows are old. */
  onEnded: () => void;
};

const ASK_EVERY_MS = 1_000;

/** How far an action on many runs has come; it goes on when the page is left, and can be stopped here. */
export function BulkProgressBar({ started, onClose, onEnded }: BulkProgressBarProps) {
  const [isShowingRefused, setShowingRefused] = useState(false);
  const query = useQuery({
    queryKey: ["bulk-action", started.id],
    queryFn: ({ signal }) => fetchJson<BulkProgress>(`/monitor/bulk?id=${started.id}`, signal),
    initialData: started,
    refetchInterval: ({ state }) => (state.data?.endedAt === null ? ASK_EVERY_MS : false),
  });
  const progress = query.data;
  const isOver = progress.endedAt !== null;
  const told = useRef(false);
  useEffect(() => {
    if (!isOver || told.current) return;
    told.current = true;
    onEnded();
  }, [isOver, onEnded]);

  async function stop() {
    const result = await cancelMatchingAction(progress.id).catch(() => null);
    if (result === null || !result.ok) {
      toast.error("It was not stopped", {
        description: result?.message ?? "The server did not answer.",
      });
    }
    await query.refetch();
  }

  return (
    <section
      aria-label="Action on all matching runs"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line bg-surface px-3 py-2 text-sm"
    >
      <span role="status" className="font-medium">
        {headline(progress)}
      </span>
      <ProgressBar
        label={headline(progress)}
        ratio={progress.total === 0 ? 1 : (progress.done + progress.refused) / progress.total}
        className="min-w-32 flex-1"
      />
      <span className="tabular-nums text-ink-muted">
        {formatNumber(progress.done)} done, {formatNumber(progress.refused)} refused of{" "}
        {formatNumber(progress.total)}
      </span>
      {progress.refused > 0 && (
        <Button size="sm" onClick={() => setShowingRefused(true)}>
          Show the refused
        </Button>
      )}
      {isOver ? (
        <Button size="sm" onClick={onClose}>
          Close
        </Button>
      ) : (
        <Button size="sm" onClick={() => void stop()}>
          Stop
        </Button>
      )}
      {isShowingRefused && (
        <RefusedDialog progress={progress} onClose={() => setShowingRefused(false)} />
      )}
    </section>
  );
}

function headline({ action, state, problem }: BulkProgress): string {
  const word = BULK_ACTIONS.find(({ name }) => name === action)?.label ?? action;
  switch (state) {
    case "running":
      return `${word}: under way`;
    case "completed":
      return `${word}: finished`;
    case "canceled":
      return `${word}: stopped`;
    case "failed":
      return `${word}: ended early${problem === null ? "" : `, ${problem}`}`;
  }
}

function RefusedDialog({ progress, onClose }: { progress: BulkProgress; onClose: () => void }) {
  const { refusals, refused } = progress;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${formatCount(refused, "run")} refused`}
      description={
        refused > refusals.length
          ? `Nothing was done to these runs. The first ${MAX_REFUSALS_KEPT} are named.`
          : "Nothing was done to these runs."
      }
    >
      <ul className="grid gap-1.5 text-sm">
        {refusals.map(({ id, message }) => (
          <li key={id}>
            <Link
              href={`/runs/${id}`}
              className="font-mono text-xs text-accent-text underline underline-offset-2"
            >
              {id.slice(0, 13)}…
            </Link>{" "}
            <span className="wrap-anywhere text-ink-muted">{message}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
