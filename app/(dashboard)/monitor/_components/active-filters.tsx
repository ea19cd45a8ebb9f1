"use client";

import { FilterChip } from "@/components/ui/filter-chip";
import type { RunState } from "@/lib/domain/run/run-state";
import { timeTokenWords } from "../relative-time";
import type { MonitorSelection } from "../search-params";
import { isStateGroup } from "../state-group";

type ActiveFiltersProps = {
  selection: MonitorSelection;
  onNarrow: (change: Partial<MonitorSelection>) => void;
  onEdit: () => void;
};

/** The filters that do not show by themselves in the bar, each with a way out. */
export function ActiveFilters({ selection, onNarrow, onEdit }: ActiveFiltersProps) {
  const chips = chipsOf(selection);
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {chips.map((chip) => (
        <FilterChip
          key={chip.label + chip.value}
          label={chip.label}
          value={chip.value}
          onEdit={onEdit}
          onRemove={() => onNarrow(chip.without)}
        />
      ))}
    </div>
  );
}

type Chip = { label: string; value: string; without: Partial<MonitorSelection> };

function chipsOf(selection: MonitorSelection): Chip[] {
  const { states, name, definition, schedule, from, to } = selection;
  const single = states.filter((token): token is RunState => !isStateGroup(token));
  const chips: Chip[] = single.map((state) => ({
    label: "State",
    value: state,
    without: { states: states.filter((other) => other !== state) },
  }));
  if (name !== "") chips.push({ label: "Job name", value: name, without: { name: "" } });
  if (definition !== "") {
    chips.push({ label: "Definition", value: definition, without: { definition: "" } });
  }
  if (schedule !== "") {
    chips.push({ label: "Schedule", value: `${schedule.slice(0, 8)}…`, without: { schedule: "" } });
  }
  if (from !== "")
    chips.push({ label: "From", value: timeTokenWords(from), without: { from: "" } });
  if (to !== "") chips.push({ label: "To", value: timeTokenWords(to), without: { to: "" } });
  return chips;
}
