"use client";

import { ChevronRight } from "lucide-react";
import { memo, type ReactNode } from "react";
import { ChainItem } from "@/components/chains/chain-item";
import { STEP_GAP, STEP_WIDTH } from "@/components/chains/drawing-geometry";
import type { DrawnStep } from "@/components/chains/drawn-chain";

type StepColumnProps = {
  step: DrawnStep;
  /** From 1. */
  number: number;
  /** Something stands to the left of it. */
  isLinked: boolean;
  /** The selected item and the one Tab leads to, when they are in this column. */
  selected: string | null;
  tabStop: string | null;
  onPress: (id: string, byKey: boolean) => void;
  /** Between the head and the calls. */
  renderTop?: ((step: DrawnStep) => ReactNode) | undefined;
  /** Below the calls. */
  renderFoot?: ((step: DrawnStep) => ReactNode) | undefined;
};

/** One step with its calls below. */
export const StepColumn = memo(function StepColumn(props: StepColumnProps) {
  const { step, number, isLinked, selected, tabStop, onPress, renderTop, renderFoot } = props;
  return (
    <li className="relative shrink-0" style={{ width: STEP_WIDTH }}>
      {isLinked && <StepLink />}
      <div className="rounded-lg border border-line bg-sunken/60 p-1.5 [contain-intrinsic-size:auto_12rem] [content-visibility:auto]">
        <ChainItem
          item={step}
          lead={
            <span className="font-mono text-xs text-ink-muted">
              <span className="sr-only">Step </span>
              {number}
            </span>
          }
          isSelected={selected === step.id}
          isTabStop={tabStop === step.id}
          onPress={onPress}
        />
        {renderTop?.(step)}
        <ol aria-label={`Calls of ${step.name}`} className="mt-1.5 grid gap-1.5 pl-3">
          {step.calls.map((call) => (
            <li key={call.id}>
              <ChainItem
                item={call}
                detail={
                  call.definition !== call.name && (
                    <span className="truncate text-xs text-ink-muted" title={call.definition}>
                      {call.definition === "" ? "no definition chosen" : call.definition}
                    </span>
                  )
                }
                isSelected={selected === call.id}
                isTabStop={tabStop === call.id}
                onPress={onPress}
              />
            </li>
          ))}
        </ol>
        {renderFoot?.(step)}
        <Handlers lines={step.handlers ?? []} />
      </div>
    </li>
  );
});

function StepLink() {
  return (
    <span
      aria-hidden="true"
      className="absolute top-5 flex items-center text-ink-faint"
      style={{ left: -STEP_GAP, width: STEP_GAP }}
    >
      <span className="ml-1 h-px flex-1 bg-line-strong" />
      <ChevronRight className="-ml-2.5 size-4 shrink-0" />
    </span>
  );
}

function Handlers({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul aria-label="Handlers" className="mt-1.5 grid gap-0.5 px-1 text-xs text-ink-muted">
      {lines.map((line) => (
        <li key={line} className="truncate" title={line}>
          {line}
        </li>
      ))}
    </ul>
  );
}
