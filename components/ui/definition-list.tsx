import type { ReactNode } from "react";
import { cn } from "@/lib/format/cn";

type DefinitionListProps = {
  items: readonly { label: string; value: ReactNode; mono?: boolean; wide?: boolean }[];
  columns?: 1 | 2 | 3;
  className?: string;
};

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 xl:grid-cols-3" };

/** Labels with their values; an empty value reads as an en dash. */
export function DefinitionList({ items, columns = 1, className }: DefinitionListProps) {
  return (
    <dl className={cn("grid gap-x-8 gap-y-1.5 text-sm", COLUMNS[columns], className)}>
      {items.map((item) => (
        <div
          key={item.label}
          className={cn(
            "grid min-w-0 grid-cols-[9rem_minmax(0,1fr)] items-baseline gap-3",
            item.wide && "col-span-full",
          )}
        >
          <dt className="text-ink-muted">{item.label}</dt>
          <dd className={cn("min-w-0 wrap-anywhere", item.mono && "font-mono text-xs")}>
            {item.value === null || item.value === undefined || item.value === ""
              ? "–"
              : item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
