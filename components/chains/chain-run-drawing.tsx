"use client";

import Link from "next/link";
import { useCallback, useMemo, useState } from "react";
import { ChainDrawing } from "@/components/chains/chain-drawing";
import {
  type ChainRunColumn,
  type ChainRunStep,
  columnsOf,
  shownIteration,
} from "@/components/chains/chain-run-steps";
import type { DrawnStep } from "@/components/chains/drawn-chain";
import { IterationChoice } from "@/components/chains/iteration-choice";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { WhyLine } from "@/components/runs/why-line";
import { EmptyState } from "@/components/ui/empty-state";
import type { RunState } from "@/lib/domain/run/run-state";

type ChainRunDrawingProps = {
  /** Every iteration of every step, in the order they were created. */
  steps: readonly ChainRunStep[];
  className?: string;
};

/** The steps and calls of a chain's run with their states; of a step that ran again, the last time first. */
export function ChainRunDrawing({ steps, className }: ChainRunDrawingProps) {
  const columns = useMemo(() => columnsOf(steps), [steps]);
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [selected, setSelected] = useState<string | null>(null);
  const drawn = useMemo(
    () => columns.flatMap((column) => drawnIteration(shownIteration(column, chosen))),
    [columns, chosen],
  );
  const renderTop = useCallback(
    ({ name }: DrawnStep) => {
      const column = columns.find((candidate) => candidate.name === name);
      return (
        column !== undefined && (
          <IterationChoice
            column={column}
            shown={shownIteration(column, chosen)?.iteration ?? 1}
            onChoose={(iteration) => {
              setChosen((old) => ({ ...old, [name]: iteration }));
              setSelected(runIdOf(column, iteration));
            }}
          />
        )
      );
    },
    [columns, chosen],
  );
  if (steps.length === 0) {
    return <EmptyState title="It has no steps" description="The runs of its steps are gone." />;
  }
  const item = selected === null ? undefined : selectedItem(steps, selected);
  return (
    <div className={className}>
      <ChainDrawing
        label="Steps of the run"
        steps={drawn}
        selected={selected}
        onSelect={setSelected}
        renderTop={renderTop}
        className="max-h-[36rem] bg-canvas"
      />
      <div className="border-t border-line p-3 text-sm" aria-live="polite">
        {item === undefined ? (
          <p className="text-ink-muted">Press a step or call to see why it is where it is.</p>
        ) : (
          <SelectedRun item={item} />
        )}
      </div>
    </div>
  );
}

type SelectedItem = { runId: string; words: string; state: RunState; explanation: string };

function SelectedRun({ item }: { item: SelectedItem }) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunStateBadge state={item.state} size="sm" />
        <span className="font-medium">{item.words}</span>
        <Link
          href={`/runs/${item.runId}`}
          className="text-accent-text underline underline-offset-2 sm:ml-auto"
        >
          Open its run
        </Link>
      </div>
      {item.explanation !== "" && <WhyLine state={item.state} text={item.explanation} />}
    </div>
  );
}

function selectedItem(steps: readonly ChainRunStep[], runId: string): SelectedItem | undefined {
  for (const step of steps) {
    const of = step.iteration === 1 ? step.name : `${step.name}, start ${step.iteration}`;
    if (step.runId === runId) {
      return { runId, words: `Step ${of}`, state: step.state, explanation: "" };
    }
    const call = step.calls.find((candidate) => candidate.runId === runId);
    if (call !== undefined) {
      const { state, explanation } = call;
      return { runId, words: `Call ${call.name} of ${of}`, state, explanation };
    }
  }
  return undefined;
}

function runIdOf({ iterations }: ChainRunColumn, wanted: number): string | null {
  return iterations.find(({ iteration }) => iteration === wanted)?.runId ?? null;
}

function drawnIteration(step: ChainRunStep | undefined): DrawnStep[] {
  if (step === undefined) return [];
  return [
    {
      id: step.runId,
      name: step.name,
      state: step.state,
      calls: step.calls.map(({ runId, name, state, definition, explanation }) => ({
        ...{ name, state, definition },
        id: runId,
        note: explanation,
      })),
    },
  ];
}
