"use client";

import { type ReactNode, useCallback, useRef } from "react";
import { ChainItem } from "@/components/chains/chain-item";
import { ChainJumps, placeJumps } from "@/components/chains/chain-jumps";
import { HEAD_WIDTH, STEP_GAP } from "@/components/chains/drawing-geometry";
import type {
  DrawingDirection,
  DrawnHead,
  DrawnJump,
  DrawnStep,
} from "@/components/chains/drawn-chain";
import { StepColumn } from "@/components/chains/step-column";
import { useDrawingKeys } from "@/components/chains/use-drawing-keys";
import { cn } from "@/lib/format/cn";

type ChainDrawingProps = {
  /** Names the drawing: "Steps of CLOSE_BOOKS". */
  label: string;
  /** The chain itself, before the first step. */
  head?: DrawnHead;
  steps: readonly DrawnStep[];
  jumps?: readonly DrawnJump[];
  /** Id of the item that is selected. */
  selected: string | null;
  onSelect: (id: string) => void;
  /** An item was pressed; `byKey` with Enter. */
  onOpen?: (id: string, byKey: boolean) => void;
  /** With these two it can be edited by keyboard. */
  onMove?: (id: string, direction: DrawingDirection) => void;
  onRemove?: (id: string) => void;
  /** Between the head of a step and its calls; below its calls. Stable, so that untouched steps are not drawn again. */
  renderTop?: (step: DrawnStep) => ReactNode;
  renderFoot?: (step: DrawnStep) => ReactNode;
  /** After the last step. */
  end?: ReactNode;
  className?: string;
};

/**
 * A chain as columns from left to right, the calls of a step below each other, go-to handlers as arrows above; the same
 * for a definition and, with states, for a live run.
 */
export function ChainDrawing(props: ChainDrawingProps) {
  const { label, head, steps, jumps = [], selected, onSelect, onOpen, end, className } = props;
  const box = useRef<HTMLElement>(null);
  const onKeyDown = useDrawingKeys(box, { ...props, head: head ?? null, ...callbacksOf(props) });
  const hasHead = head !== undefined;
  const isThere = (id: string | null) =>
    id !== null &&
    (id === head?.id ||
      steps.some((step) => step.id === id || step.calls.some((c) => c.id === id)));
  const tabStop = isThere(selected) ? selected : (head?.id ?? steps[0]?.id ?? null);

  const press = useCallback(
    (id: string, byKey: boolean) => {
      onSelect(id);
      onOpen?.(id, byKey);
    },
    [onSelect, onOpen],
  );

  return (
    <section
      ref={box}
      aria-label={label}
      onKeyDown={onKeyDown}
      className={cn("relative overflow-auto overscroll-x-contain p-3", className)}
    >
      <div
        className="relative w-max min-w-full"
        style={{ paddingTop: placeJumps(steps, jumps).height }}
      >
        <ChainJumps steps={steps} jumps={jumps} hasHead={hasHead} />
        <div className="flex items-start" style={{ gap: STEP_GAP }}>
          {head !== undefined && (
            <div className="shrink-0 pt-1.5" style={{ width: HEAD_WIDTH }}>
              <ChainItem
                item={head}
                isSelected={selected === head.id}
                isTabStop={tabStop === head.id}
                onPress={press}
                className="rounded-full px-4"
              />
            </div>
          )}
          <ol aria-label="Steps" className="flex items-start" style={{ gap: STEP_GAP }}>
            {steps.map((step, index) => (
              <StepColumn
                key={step.id}
                step={step}
                number={index + 1}
                isLinked={hasHead || index > 0}
                selected={within(step, selected)}
                tabStop={within(step, tabStop)}
                onPress={press}
                renderTop={props.renderTop}
                renderFoot={props.renderFoot}
              />
            ))}
          </ol>
          {end}
        </div>
      </div>
    </section>
  );
}

function callbacksOf({ onMove, onRemove }: ChainDrawingProps) {
  return { onMove, onRemove };
}

function within(step: DrawnStep, id: string | null): string | null {
  const isHere = step.id === id || step.calls.some((call) => call.id === id);
  return isHere ? id : null;
}
