import { cn } from "@/lib/format/cn";

type ProgressBarProps = {
  label: string;
  /** Done part, 0…1; left out while the end is not known. */
  ratio?: number;
  showValue?: boolean;
  className?: string;
};

export function ProgressBar({ label, ratio, showValue = false, className }: ProgressBarProps) {
  const percent =
    ratio === undefined ? undefined : Math.round(Math.min(1, Math.max(0, ratio)) * 100);
  return (
    <div className={cn("flex items-center gap-2", className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1.5 min-w-16 flex-1 overflow-hidden rounded-full border border-line-strong/40 bg-sunken"
      >
        <div
          className={cn(
            "h-full bg-accent transition-[width]",
            percent === undefined && "animate-pulse",
          )}
          style={{ width: percent === undefined ? "100%" : `${percent}%` }}
        />
      </div>
      {showValue && percent !== undefined && (
        <span className="w-10 text-right text-xs text-ink-muted">{percent} %</span>
      )}
    </div>
  );
}
