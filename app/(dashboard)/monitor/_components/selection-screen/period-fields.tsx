"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  type DraftProblems,
  PERIODS,
  type SelectionDraft,
  type TimeField,
} from "./selection-draft";

type PeriodFieldsProps = {
  text: SelectionDraft["text"];
  problems: DraftProblems;
  onType: (text: Partial<SelectionDraft["text"]>) => void;
};

const PRESETS = [
  { label: "Last 15 minutes", from: "now-15m", to: "" },
  { label: "Last hour", from: "now-1h", to: "" },
  { label: "Last 24 hours", from: "now-24h", to: "" },
  { label: "Today", from: "today", to: "" },
  { label: "Yesterday", from: "yesterday", to: "today" },
  { label: "Last 7 days", from: "now-7d", to: "" },
] as const;

/** The periods of the selection, from inclusive and to exclusive, as moments in UTC or as distances from now. */
export function PeriodFields({ text, problems, onType }: PeriodFieldsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">Periods</legend>
      <div className="mb-2 flex flex-wrap items-center gap-1.5">
        <span className="text-xs text-ink-muted">Submitted:</span>
        {PRESETS.map(({ label, from, to }) => (
          <Button
            key={label}
            size="sm"
            aria-pressed={text.from === from && text.to === to}
            onClick={() => onType({ from, to })}
          >
            {label}
          </Button>
        ))}
      </div>
      <p className="mb-2 text-xs text-ink-muted">
        UTC as 2025-11-14 14:00, a day, today, yesterday, now, or a distance such as now-24h.
      </p>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {PERIODS.flatMap(({ label, from, to }) => [
          <Moment
            key={from}
            label={`${label} from`}
            value={text[from]}
            problem={problems[from]}
            onType={(value) => onType(typed(from, value))}
          />,
          <Moment
            key={to}
            label={`${label} before`}
            value={text[to]}
            problem={problems[to]}
            onType={(value) => onType(typed(to, value))}
          />,
        ])}
      </div>
    </fieldset>
  );
}

function typed(name: TimeField, value: string): Partial<SelectionDraft["text"]> {
  return { [name]: value };
}

function Moment(props: {
  label: string;
  value: string;
  problem: string | undefined;
  onType: (value: string) => void;
}) {
  return (
    <Field label={props.label} error={props.problem}>
      {(control) => (
        <Input
          {...control}
          mono
          value={props.value}
          maxLength={40}
          onChange={(event) => props.onType(event.target.value)}
        />
      )}
    </Field>
  );
}
