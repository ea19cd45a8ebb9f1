"use client";

import type { ChainRunColumn } from "@/components/chains/chain-run-steps";
import { StateChip } from "@/components/runs/state-chip";
import { cn } from "@/lib/format/cn";

type IterationChoiceProps = {
  column: ChainRunColumn;
  /** The iteration that is shown. */
  shown: number;
  onChoose: (iteration: number) => void;
};

/** The starts of a step that ran more than once, each with its state. */
export function IterationChoice({ column, shown, onChoose }: IterationChoiceProps) {
  const { name, iterations } = column;
  if (iterations.length < 2) return null;
  return (
    <fieldset className="mt-1.5 flex flex-wrap items-center gap-1 px-1">
      <legend className="sr-only">Starts of {name}</legend>
      <span aria-hidden="true" className="text-xs text-ink-muted">
        Starts
      </span>
      {iterations.map(({ runId, iteration, state }) => (
        <button
          key={runId}
          type="button"
          aria-pressed={iteration === shown}
          onClick={() => onChoose(iteration)}
          className={cn(
            "inline-flex h-6 items-center gap-1 rounded-sm border border-line px-1 text-xs hover:bg-hover",
            iteration === shown && "border-accent bg-accent-soft font-medium",
          )}
        >
          <StateChip state={state} size="sm" />
          {iteration}
          <span className="sr-only">
            {" "}
            of {name}, {state}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
