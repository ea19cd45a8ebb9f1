import Link from "next/link";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { StateChip } from "@/components/runs/state-chip";
import type { RunState } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";

/** Leads to a thing that the sentence names. */
export type WhyLink = { label: string; href: string };

type WhyLineProps = {
  state: RunState;
  /** The sentence that says why the run is where it is. */
  text: string;
  /** What it waits for or was caused by. */
  links?: readonly WhyLink[];
  /** One truncated line for a table cell; otherwise a line with a coloured edge. */
  compact?: boolean;
  className?: string;
};

/** Why the run is where it is, in one sentence. */
export function WhyLine({ state, text, links = [], compact = false, className }: WhyLineProps) {
  if (compact) {
    return (
      <span title={text} className={cn("block max-w-96 truncate text-ink-muted", className)}>
        {text}
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
        {text}
        {links.map(({ label, href }) => (
          <Link
            key={href}
            href={href}
            className="ml-3 whitespace-nowrap text-accent-text underline underline-offset-2"
          >
            {label}
          </Link>
        ))}
      </span>
    </p>
  );
}
