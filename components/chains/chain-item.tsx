import type { ReactNode } from "react";
import type { DrawnItem } from "@/components/chains/drawn-chain";
import { ItemMarks, ProblemMark } from "@/components/chains/item-marks";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { cn } from "@/lib/format/cn";

type ChainItemProps = {
  item: DrawnItem;
  /** Before the name: the number of a step. */
  lead?: ReactNode;
  /** Below the name: the definition of a call. */
  detail?: ReactNode;
  isSelected: boolean;
  /** The one item that Tab leads to; the arrow keys lead to the others. */
  isTabStop: boolean;
  /** `byKey`: with Enter or the space bar. */
  onPress: (id: string, byKey: boolean) => void;
  className?: string;
};

/** A step's head or a call in the drawing. */
export function ChainItem(props: ChainItemProps) {
  const { item, lead, detail, isSelected, isTabStop, onPress, className } = props;
  const { state, problem } = item;
  return (
    <button
      type="button"
      data-item={item.id}
      data-tone={state === undefined ? undefined : RUN_STATE_APPEARANCE[state].tone}
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isSelected ? "true" : undefined}
      onClick={(event) => onPress(item.id, event.detail === 0)}
      className={cn(
        "grid w-full min-w-0 scroll-m-4 gap-0.5 rounded-md border bg-surface px-2.5 py-1.5 text-left text-sm hover:bg-hover",
        state === undefined ? "border-line-strong/60" : "border-line border-l-4 border-l-tone",
        problem === "error" && "border-danger",
        isSelected && "shadow-[0_0_0_2px_var(--accent)]",
        className,
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        {lead}
        <span className="min-w-0 flex-1 truncate font-medium" title={item.name}>
          {item.name === "" ? <span className="text-ink-faint">without a name</span> : item.name}
        </span>
        <ItemMarks marks={item.marks ?? []} />
        <ProblemMark problem={problem} />
      </span>
      {detail}
      {state !== undefined && <RunStateBadge state={state} size="sm" />}
      {item.note !== undefined && item.note !== "" && (
        <span className="line-clamp-2 text-xs text-ink-muted" title={item.note}>
          {item.note}
        </span>
      )}
    </button>
  );
}
