"use client";

import {
  ArrowDownToLine,
  ChevronDown,
  ChevronUp,
  Download,
  ListFilter,
  Search,
  Timer,
  WrapText,
} from "lucide-react";
import type { RefObject } from "react";
import { LOG_LEVELS, type LogLevel } from "@/components/runs/log-lines";
import { Button } from "@/components/ui/button";
import { DropdownMenu, type MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

type RunLogToolbarProps = {
  search: string;
  onSearch: (words: string) => void;
  searchRef: RefObject<HTMLInputElement | null>;
  hits: { current: number; total: number };
  onStep: (direction: 1 | -1) => void;
  /** Only lines with hits are shown. */
  isFiltered: boolean;
  onFiltered: (isFiltered: boolean) => void;
  level: LogLevel;
  onLevel: (level: LogLevel) => void;
  wraps: boolean;
  onWraps: (wraps: boolean) => void;
  /** Times are told since the beginning of the log. */
  isRelative: boolean;
  onRelative: (isRelative: boolean) => void;
  /** In a log of several runs: which of them are shown; "" for all. */
  sources: readonly string[];
  source: string;
  onSource: (source: string) => void;
  follows: boolean;
  onFollows: (follows: boolean) => void;
  isLive: boolean;
  downloads: readonly { label: string; href: string }[];
};

/** Stands for all calls: a choice list has no empty value. */
const ALL = "*";

const LEVEL_OPTIONS = LOG_LEVELS.map((level, index) => ({
  value: level,
  label: index === 0 ? "All levels" : level === "error" ? "Errors only" : `From ${level} up`,
  description: `Key ${index + 1}`,
}));

/** Search, level, appearance and files of a log. */
export function RunLogToolbar(props: RunLogToolbarProps) {
  const { search, hits, isLive } = props;
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line p-2">
      <div className="relative min-w-40 flex-1 max-sm:basis-full sm:max-w-72">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-faint"
        />
        <Input
          ref={props.searchRef}
          type="search"
          aria-label="Search in the log"
          placeholder="Search in the log"
          value={search}
          onChange={(event) => props.onSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") props.onStep(event.shiftKey ? -1 : 1);
            if (event.key === "Escape") props.onSearch("");
          }}
          className="pl-8"
        />
      </div>
      {search !== "" && (
        <>
          <span role="status" className="min-w-16 text-xs text-ink-muted">
            {hits.total === 0 ? "No hits" : `${hits.current + 1} of ${hits.total}`}
          </span>
          <IconButton
            label="Previous hit"
            icon={<ChevronUp aria-hidden="true" />}
            onClick={() => props.onStep(-1)}
          />
          <IconButton
            label="Next hit"
            icon={<ChevronDown aria-hidden="true" />}
            onClick={() => props.onStep(1)}
          />
          <Toggle
            label="Only lines with hits"
            icon={<ListFilter aria-hidden="true" />}
            isOn={props.isFiltered}
            onChange={props.onFiltered}
          />
        </>
      )}
      <div className="flex flex-1 flex-wrap items-center justify-end gap-1.5">
        {props.sources.length > 1 && (
          <Select
            aria-label="Call"
            options={[
              { value: ALL, label: "All calls" },
              ...props.sources.map((name) => ({ value: name, label: name })),
            ]}
            value={props.source === "" ? ALL : props.source}
            onValueChange={(next) => props.onSource(next === ALL ? "" : next)}
            className="w-48 max-sm:flex-1"
          />
        )}
        <Select
          aria-label="Level"
          options={LEVEL_OPTIONS}
          value={props.level}
          onValueChange={props.onLevel}
          className="w-34 max-sm:flex-1"
        />
        <Toggle
          label="Wrap long lines"
          icon={<WrapText aria-hidden="true" />}
          isOn={props.wraps}
          onChange={props.onWraps}
        />
        <Toggle
          label="Time since the beginning"
          icon={<Timer aria-hidden="true" />}
          isOn={props.isRelative}
          onChange={props.onRelative}
        />
        {isLive && (
          <Toggle
            label="Follow the end"
            icon={<ArrowDownToLine aria-hidden="true" />}
            isOn={props.follows}
            onChange={props.onFollows}
          />
        )}
        {props.downloads.length > 0 && (
          <DropdownMenu
            trigger={
              <Button>
                <Download aria-hidden="true" />
                <span className="max-sm:sr-only">Download</span>
              </Button>
            }
            groups={[{ items: props.downloads.map(downloadItem) }]}
          />
        )}
      </div>
    </div>
  );
}

function Toggle(props: {
  label: string;
  icon: React.ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <IconButton
      label={props.label}
      icon={props.icon}
      variant="secondary"
      aria-pressed={props.isOn}
      onClick={() => props.onChange(!props.isOn)}
      className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
    />
  );
}

function downloadItem(download: { label: string; href: string }): MenuItem {
  return { id: download.href, label: download.label, href: download.href, download: true };
}
