import type { ReactNode } from "react";
import { cn } from "@/lib/format/cn";

type BadgeTone = "neutral" | "accent" | "warning" | "danger";

const TONE: Record<BadgeTone, string> = {
  neutral: "border-line bg-sunken text-ink-muted",
  accent: "border-accent/40 bg-accent-soft text-accent-text",
  warning: "border-[var(--tone-waiting)] text-[var(--tone-waiting-ink)]",
  danger: "border-danger/60 text-danger-text",
};

type BadgeProps = { tone?: BadgeTone; mono?: boolean; className?: string; children: ReactNode };

/** A short word about a thing: its kind, its role, its count. Run states use RunStateBadge. */
export function Badge({ tone = "neutral", mono = false, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-xs whitespace-nowrap [&_svg]:size-3",
        TONE[tone],
        mono && "font-mono",
        className,
      )}
    >
      {children}
    </span>
  );
}
