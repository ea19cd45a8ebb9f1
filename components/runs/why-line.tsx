import Link from "next/link";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { StateChip } from "@/components/runs/state-chip";
import type { RunState } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";

type WhyLineProps = {
  state: RunState;
  /** The sentence that says why the run is where it is. */
  text: string;
  /** What it waits for or was caused by. */
  link?: { label: string; href: string } | undefined;
  /** One truncated line for a table cell; otherwise a line with a coloured edge. */
  compact?: boolean;
  className?: string;
};

/** Why the run is where it is, in one sentence. */
export function WhyLine({ state, text, link, compact = false, className }: WhyLineProps) {
  const anchor = link !== undefined && (
    <Link href={link.href} className="text-accent-text underline underline-offset-2">
      {link.label}
    </Link>
  );
  if (compact) {
    return (
      <span title={text} className={cn("block max-w-96 truncate text-ink-muted", className)}>
        {text} {anchor}
      </span>
    );
  }
  return (
    <p
      data-tone={RUN_STATE_APPEARANCE[state].tone}
      className={cn(
        "flex items-start gap-2 rounded-md border border-line border-l-4 border-l-tone bg-surface px-3 py-2 text-sm",
        className,
      )}
    >
      <StateChip state={state} className="mt-px" />
      <span className="min-w-0 wrap-anywhere">
        {text} {anchor}
      </span>
    </p>
  );
}
