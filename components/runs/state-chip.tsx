import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import type { RunState } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";

type ChipSize = "sm" | "md" | "lg";

const BOX: Record<ChipSize, string> = { sm: "size-4", md: "size-4.5", lg: "size-6" };
const ICON: Record<ChipSize, string> = { sm: "size-2.5", md: "size-3", lg: "size-4" };

/** The icon of a state on its colour, without the word. Decoration: the word stands beside it. */
export function StateChip({
  state,
  size = "md",
  className,
}: {
  state: RunState;
  size?: ChipSize;
  className?: string;
}) {
  const { icon: Icon, tone, fill } = RUN_STATE_APPEARANCE[state];
  const isSolid = fill === "solid";
  return (
    <span
      data-tone={tone}
      aria-hidden="true"
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-sm border border-tone",
        isSolid
          ? "bg-tone text-[var(--tone-on)]"
          : "bg-[color-mix(in_oklab,var(--tone)_14%,var(--surface))] text-tone-ink",
        fill === "dashed" && "border-dashed bg-transparent",
        BOX[size],
        className,
      )}
    >
      <Icon
        className={cn(ICON[size], state === "Killed" && "fill-current")}
        strokeWidth={isSolid ? 3 : 2.5}
      />
    </span>
  );
}
