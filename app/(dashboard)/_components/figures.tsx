import Link from "next/link";
import type { RunState } from "@/lib/domain/run/run-state";
import { type StateGroup, statesOfGroup } from "@/lib/domain/run/selection-states";
import { cn } from "@/lib/format/cn";
import { formatNumber } from "@/lib/format/format-number";
import { monitorHref } from "../monitor/search-params";
import type { OverviewData } from "../overview-data";

type Figure = {
  group: StateGroup;
  label: string;
  value: number;
  from: string;
  isAlarming: boolean;
};

/** How many runs wait, are held, run, have failed, are done: each leads to the runs it counts. */
export function Figures({ data }: { data: OverviewData }) {
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-5">
      {figuresOf(data).map(({ group, label, value, from, isAlarming }) => (
        <li key={group} className="bg-surface last:max-sm:col-span-2">
          <Link
            href={monitorHref({ state: [group], from })}
            className="flex h-full flex-col px-4 py-2.5 hover:bg-hover"
          >
            <span
              className={cn(
                "text-2xl leading-8 font-semibold tabular-nums",
                value === 0 && "text-ink-faint",
                isAlarming && value > 0 && "text-danger-text",
              )}
            >
              {formatNumber(value)}
            </span>
            <span className="text-xs text-ink-muted">{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function figuresOf({ live, lastDay }: OverviewData): Figure[] {
  const count = (group: StateGroup, by: Partial<Record<RunState, number>>) =>
    statesOfGroup(group).reduce((sum, state) => sum + (by[state] ?? 0), 0);
  const day = "now-24h";
  return [
    {
      group: "failed",
      label: "Failed in 24 h",
      value: count("failed", lastDay),
      from: day,
      isAlarming: true,
    },
    { group: "held", label: "Held", value: count("held", live), from: "", isAlarming: false },
    {
      group: "waiting",
      label: "Waiting",
      value: count("waiting", live),
      from: "",
      isAlarming: false,
    },
    {
      group: "running",
      label: "Running",
      value: count("running", live),
      from: "",
      isAlarming: false,
    },
    {
      group: "done",
      label: "Done in 24 h",
      value: count("done", lastDay),
      from: day,
      isAlarming: false,
    },
  ];
}
