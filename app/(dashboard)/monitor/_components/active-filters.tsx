"use client";

import { Button } from "@/components/ui/button";
import { FilterChip } from "@/components/ui/filter-chip";
import type { RunState } from "@/lib/domain/run/run-state";
import { timeTokenWords } from "../relative-time";
import { EMPTY_SELECTION, isNarrowed, type MonitorSelection } from "../search-params";
import { isStateGroup } from "../state-group";

type ActiveFiltersProps = {
  selection: MonitorSelection;
  onNarrow: (change: Partial<MonitorSelection>) => void;
  onEdit: () => void;
};

/** The filters that do not show by themselves in the bar, each with a way out, and one way out of all. */
export function ActiveFilters({ selection, onNarrow, onEdit }: ActiveFiltersProps) {
  if (!isNarrowed(selection)) return null;
  const chips = chipsOf(selection);
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
      <Button
        size="sm"
        variant="ghost"
        onClick={() => onNarrow({ ...EMPTY_SELECTION, run: selection.run })}
      >
        Clear all filters
      </Button>
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
  if (from !== "") chips.push({ label: "From", value: timeTokenWords(from), without: { from: "" } });
  if (to !== "") chips.push({ label: "To", value: timeTokenWords(to), without: { to: "" } });
  return chips;
}
