"use client";

import { cn } from "@/lib/format/cn";

const FIELDS = [
  { name: "Year", values: "four digits", also: "*" },
  { name: "Month", values: "1–12", also: "*/3" },
  { name: "Day", values: "1–31, −31…−1 from the end", also: "3:-2, -1" },
  { name: "Weekday", values: "mon … sun", also: "mon:fri, 2.tue, -1.sun" },
  { name: "Hour", values: "0–23", also: "8:18/2" },
  { name: "Minute", values: "0–59", also: "*/15" },
  { name: "Second", values: "0–59", also: "0" },
] as const;

const OPERATORS = [
  ["*", "any"],
  ["*/a", "every a-th"],
  ["a:b", "from a to b"],
  ["a:b/c", "from a to b in steps of c"],
  ["a,b", "a and b"],
  ["a.y", "the a-th weekday y of the month"],
] as const;

type CronSheetProps = {
  /** Field the caret is in, from 0; null while the expression has no focus. */
  current: number | null;
  /** Selects the field in the expression. */
  onChoose: (field: number) => void;
};

/** The seven fields and the operators; the field that is being typed is marked. */
export function CronSheet({ current, onChoose }: CronSheetProps) {
  return (
    <div className="grid gap-2">
      <ol aria-label="Fields of the expression" className="grid grid-cols-2 gap-1 sm:grid-cols-7">
        {FIELDS.map((field, index) => (
          <li key={field.name} className="min-w-0">
            <button
              type="button"
              // The caret stays where it is until the field is chosen.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(index)}
              aria-current={index === current ? "true" : undefined}
              className={cn(
                "flex h-full w-full flex-col rounded-md border border-line bg-surface px-2 py-1 text-left text-xs hover:border-line-strong",
                index === current && "border-accent bg-accent-soft",
              )}
            >
              <span className="font-medium">{field.name}</span>
              <span className="text-ink-muted">{field.values}</span>
              <span className="mt-auto pt-0.5 font-mono text-2xs text-ink-muted">{field.also}</span>
            </button>
          </li>
        ))}
      </ol>
      <dl className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
        {OPERATORS.map(([operator, meaning]) => (
          <div key={operator} className="flex gap-1.5">
            <dt className="font-mono text-ink">{operator}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
