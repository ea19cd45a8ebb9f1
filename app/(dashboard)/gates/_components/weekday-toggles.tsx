"use client";

import { ToggleGroup } from "radix-ui";
import { WEEKDAY_NAMES, WEEKDAYS, type Weekday } from "@/lib/domain/schedule/window/weekday";

type WeekdayTogglesProps = {
  label: string;
  value: readonly Weekday[];
  onValueChange: (weekdays: Weekday[]) => void;
};

/** Any of the seven days of the week. */
export function WeekdayToggles({ label, value, onValueChange }: WeekdayTogglesProps) {
  return (
    <ToggleGroup.Root
      type="multiple"
      aria-label={label}
      value={[...value]}
      onValueChange={(chosen) =>
        onValueChange(WEEKDAYS.filter((weekday) => chosen.includes(weekday)))
      }
      className="inline-flex max-w-full flex-wrap gap-1"
    >
      {WEEKDAYS.map((weekday) => (
        <ToggleGroup.Item
          key={weekday}
          value={weekday}
          aria-label={WEEKDAY_NAMES[weekday]}
          className="h-7 rounded-md border border-line-strong/60 px-2 text-xs font-medium text-ink-muted hover:bg-hover data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-accent-text"
        >
          {WEEKDAY_NAMES[weekday].slice(0, 3)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
