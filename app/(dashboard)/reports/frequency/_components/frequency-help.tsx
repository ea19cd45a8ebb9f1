import { CodeBlock } from "@/components/ui/code-block";
import type { FrequencyState } from "@/lib/domain/report/report-pages";

/** What is counted, and the query of seed 000 the short view stands for. */
export function FrequencyHelp({ state }: { state: FrequencyState }) {
  return (
    <details
      open={state.view === "short"}
      className="rounded-lg border border-line bg-surface px-3 py-2 text-sm"
    >
      <summary className="w-fit font-medium">What is counted</summary>
      <div className="mt-2 grid max-w-prose gap-2 text-ink-muted">
        <p>
          Only runs that started count. In TBTCO the date of a run that never started is a zero
          value, so COUNT there takes such rows in; here it does not. Steps of chains are not
          counted, their calls are. Runs that retention has removed have left the report too.
        </p>
        <p>
          Durations are those of completed runs. The delay is the time from the planned to the
          actual start; an early start counts as none. p95 is read from a histogram and off by at
          most 2.5 %, everything else is exact. Without a beginning, runs per day are counted from
          the first start in the report.
        </p>
      </div>
      <CodeBlock label="The same as SQL" code={sqlOf(state)} wrap className="mt-2" />
    </details>
  );
}

function sqlOf({ status }: FrequencyState): string {
  const only = status?.map((letter) => `'${letter}'`).join(", ");
  const where = only === undefined ? "" : `\nWHERE status IN (${only})`;
  return `SELECT jobname, COUNT(strtdate), MAX(strtdate)\nFROM tbtco${where}\nGROUP BY jobname\nORDER BY COUNT(strtdate) DESC, jobname`;
}
