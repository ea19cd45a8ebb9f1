import { CalendarClock, CircleOff } from "lucide-react";
import { cn } from "@/lib/format/cn";

type ScheduleWordsProps = {
  /** The explanation in words, as the preview gives it. */
  text: string;
  /** The expression as entered, shown in mono below or on hover. */
  expression?: string;
  isActive?: boolean;
  compact?: boolean;
  className?: string;
};

/** When a schedule fires, in words, with the expression it was made from. */
export function ScheduleWords(props: ScheduleWordsProps) {
  const { text, expression, isActive = true, compact = false, className } = props;
  const Icon = isActive ? CalendarClock : CircleOff;
  return (
    <span
      className={cn(
        "inline-flex min-w-0 max-w-full items-start gap-1.5",
        !isActive && "text-ink-faint",
        className,
      )}
      title={compact ? expression : undefined}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <span className={cn("min-w-0", compact && "truncate")}>
        {text}
        {!isActive && <span> (inactive)</span>}
        {!compact && expression !== undefined && (
          <code className="block wrap-anywhere font-mono text-xs text-ink-muted">{expression}</code>
        )}
      </span>
    </span>
  );
}
