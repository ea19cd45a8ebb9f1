import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { StateFillPatch } from "@/components/runs/state-fill";
import { RUN_STATES, type RunState, STATE_MEANING } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";

/** The words for the patterns, in the order of the life of a run; only the states given. */
export function StateLegend({
  states,
  className,
}: {
  states: Iterable<RunState>;
  className?: string;
}) {
  const present = new Set(states);
  return (
    <ul
      aria-label="Legend"
      className={cn("flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted", className)}
    >
      {RUN_STATES.filter((state) => present.has(state)).map((state) => (
        <li key={state} title={STATE_MEANING[state]} className="inline-flex items-center gap-1.5">
          <StateFillPatch state={state} className="h-3 w-6" />
          {RUN_STATE_APPEARANCE[state].word}
        </li>
      ))}
    </ul>
  );
}
