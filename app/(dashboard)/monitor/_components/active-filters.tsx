"use client";

import { FilterChip } from "@/components/ui/filter-chip";
import { filterWords } from "../filter-words";
import type { MonitorSelection, SelectionChange } from "../search-params";
import { isStateGroup } from "../state-words";

type ActiveFiltersProps = {
  selection: MonitorSelection;
  onNarrow: (change: SelectionChange) => void;
  onEdit: () => void;
};

/** The filters that do not show by themselves in the bar, each with a way out. */
export function ActiveFilters({ selection, onNarrow, onEdit }: ActiveFiltersProps) {
  const groups = (selection.state ?? []).filter(isStateGroup).map((group) => `state ${group}`);
  const chips = filterWords(selection).filter(({ key }) => key !== "q" && !groups.includes(key));
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {chips.map((chip) => (
        <FilterChip
          key={chip.key}
          label={chip.label}
          value={chip.value}
          onEdit={onEdit}
          onRemove={() => onNarrow(chip.without)}
        />
      ))}
    </div>
  );
}
