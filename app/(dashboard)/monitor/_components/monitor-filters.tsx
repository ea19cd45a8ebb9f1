"use client";

import { ListFilter, Search } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import type { RunState } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";
import { formatCompact } from "@/lib/format/format-number";
import { EMPTY_SELECTION, isNarrowed, type MonitorSelection } from "../search-params";
import { STATE_GROUP_WORD, STATE_GROUPS, type StateGroup, statesOfGroup } from "../state-group";

type MonitorFiltersProps = {
  selection: MonitorSelection;
  onNarrow: (change: Partial<MonitorSelection>, mode?: "push" | "replace") => void;
  onMoreFilters: () => void;
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
  const isPreset = selection.to === "" && RANGES.some(({ value }) => value === selection.from);
  const range =
    selection.from === "" && selection.to === "" ? "all" : isPreset ? selection.from : "custom";
  return (
    <search className="flex flex-wrap items-center gap-1.5">
      <QuickSearch
        value={selection.q}
        onChange={(q) => onNarrow({ q }, "replace")}
        inputRef={props.searchRef}
      />
      <fieldset className="flex max-w-full flex-wrap gap-1">
        <legend className="sr-only">States</legend>
        {STATE_GROUPS.map((group) => (
          <GroupToggle
            key={group}
            group={group}
            isOn={selection.states.includes(group)}
            count={group === "failed" || group === "done" ? 0 : countOf(group, live)}
            onToggle={() => onNarrow({ states: toggled(selection.states, group) })}
          />
        ))}
      </fieldset>
      <Select
        aria-label="Submitted within"
        className="w-40"
        options={RANGES}
        value={range}
        onValueChange={(value) => {
          if (value === "custom") onMoreFilters();
          else onNarrow({ from: value === "all" ? "" : value, to: "" });
        }}
      />
      <Button onClick={onMoreFilters}>
        <ListFilter aria-hidden="true" />
        Filters
      </Button>
      {isNarrowed(selection) && (
        <Button
          variant="ghost"
          onClick={() => onNarrow({ ...EMPTY_SELECTION, run: selection.run })}
        >
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
      <Kbd keys="f" className="pointer-events-none absolute top-1.5 right-2 max-sm:hidden" />
    </div>
  );
}

function countOf(group: StateGroup, live: Partial<Record<RunState, number>>): number {
  return statesOfGroup(group).reduce((sum, state) => sum + (live[state] ?? 0), 0);
}

function toggled(
  states: MonitorSelection["states"],
  group: StateGroup,
): MonitorSelection["states"] {
  return states.includes(group) ? states.filter((state) => state !== group) : [...states, group];
}
