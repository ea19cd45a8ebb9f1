"use client";

import { ListFilter, Search } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import type { RunState } from "@/lib/domain/run/run-state";
import { type StateGroup, type StateWord, statesOfGroup } from "@/lib/domain/run/selection-states";
import { cn } from "@/lib/format/cn";
import { formatCompact } from "@/lib/format/format-number";
import { activeFilterCount } from "../filter-words";
import type { MonitorSelection, SelectionChange } from "../search-params";
import { SHOWN_GROUPS, STATE_GROUP_WORD } from "../state-words";

type MonitorFiltersProps = {
  selection: MonitorSelection;
  onNarrow: (change: SelectionChange, mode?: "push" | "replace") => void;
  onMoreFilters: () => void;
  onClear: () => void;
  searchRef: RefObject<HTMLInputElement | null>;
  /** Runs that have not ended, by state. */
  live: Partial<Record<RunState, number>>;
};

const RANGES = [
  { value: "all", label: "Any time" },
  { value: "now-15m", label: "Last 15 minutes" },
  { value: "now-1h", label: "Last hour" },
  { value: "now-6h", label: "Last 6 hours" },
  { value: "now-24h", label: "Last 24 hours" },
  { value: "now-7d", label: "Last 7 days" },
  { value: "custom", label: "From and to …" },
];

/** What is used all the time: words, groups of states, how far back. The rest stands in the dialog. */
export function MonitorFilters(props: MonitorFiltersProps) {
  const { selection, onNarrow, onMoreFilters, live } = props;
  const active = activeFilterCount(selection);
  return (
    <search className="flex flex-wrap items-center gap-1.5">
      <QuickSearch
        value={selection.q ?? ""}
        onChange={(q) => onNarrow({ q: q === "" ? undefined : q }, "replace")}
        inputRef={props.searchRef}
      />
      <fieldset className="flex max-w-full flex-wrap gap-1">
        <legend className="sr-only">States</legend>
        {SHOWN_GROUPS.map((group) => (
          <GroupToggle
            key={group}
            group={group}
            isOn={selection.state?.includes(group) ?? false}
            count={group === "failed" || group === "done" ? 0 : countOf(group, live)}
            onToggle={() => onNarrow({ state: toggled(selection.state ?? [], group) })}
          />
        ))}
      </fieldset>
      <Select
        aria-label="Submitted within"
        className="w-40"
        options={RANGES}
        value={rangeOf(selection)}
        onValueChange={(value) => {
          if (value === "custom") onMoreFilters();
          else onNarrow({ from: value === "all" ? undefined : value, to: undefined });
        }}
      />
      <Button onClick={onMoreFilters}>
        <ListFilter aria-hidden="true" />
        Selection
        {active > 0 && (
          <span className="rounded-full bg-accent-soft px-1.5 text-xs text-accent-text tabular-nums">
            {active}
            <span className="sr-only"> {active === 1 ? "filter" : "filters"} active</span>
          </span>
        )}
      </Button>
      {active > 0 && (
        <Button variant="ghost" onClick={props.onClear}>
          Clear all filters
        </Button>
      )}
    </search>
  );
}

function GroupToggle(props: {
  group: StateGroup;
  isOn: boolean;
  count: number;
  onToggle: () => void;
}) {
  const { group, isOn, count, onToggle } = props;
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      title={statesOfGroup(group).join(", ")}
      className={cn(
        "inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-2.5 text-sm text-ink-muted hover:bg-hover hover:text-ink",
        isOn &&
          "border-accent bg-accent-soft font-medium text-accent-text hover:bg-accent-soft hover:text-accent-text",
      )}
    >
      {STATE_GROUP_WORD[group]}
      {count > 0 && <span className="text-xs tabular-nums">{formatCompact(count)}</span>}
    </button>
  );
}

const TYPING_MS = 250;

function QuickSearch(props: {
  value: string;
  onChange: (words: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { value, onChange, inputRef } = props;
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function apply(words: string, delay: number) {
    setTyped(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(words.trim()), delay);
  }
  return (
    <div className="relative min-w-52 flex-1 max-sm:basis-full sm:max-w-72">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-faint"
      />
      <Input
        ref={inputRef}
        type="search"
        aria-label="Quick search"
        placeholder="Name, NAME/number or id"
        value={typed}
        maxLength={255}
        onChange={(event) => apply(event.target.value, TYPING_MS)}
        onKeyDown={(event) => {
          if (event.key === "Enter") apply(typed, 0);
          if (event.key === "Escape" && typed !== "") {
            event.preventDefault();
            apply("", 0);
          } else if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <Kbd keys="/" className="pointer-events-none absolute top-1.5 right-2 max-sm:hidden" />
    </div>
  );
}

function countOf(group: StateGroup, live: Partial<Record<RunState, number>>): number {
  return statesOfGroup(group).reduce((sum, state) => sum + (live[state] ?? 0), 0);
}

function rangeOf({ from, to }: MonitorSelection): string {
  if (from === undefined && to === undefined) return "all";
  const preset = RANGES.find(({ value }) => value === from);
  return preset === undefined || to !== undefined ? "custom" : preset.value;
}

function toggled(words: readonly StateWord[], group: StateGroup): StateWord[] {
  return words.includes(group) ? words.filter((word) => word !== group) : [...words, group];
}
