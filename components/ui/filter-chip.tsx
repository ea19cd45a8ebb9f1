"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/format/cn";

type FilterChipProps = {
  label: string;
  value: ReactNode;
  onRemove: () => void;
  /** Opens the editor of this filter. */
  onEdit?: () => void;
  className?: string;
};

/** One active filter: what it narrows, to what, and a cross to drop it. */
export function FilterChip({ label, value, onRemove, onEdit, className }: FilterChipProps) {
  const words = (
    <>
      <span className="text-ink-muted">{label}</span>{" "}
      <span className="max-w-48 truncate font-medium">{value}</span>
    </>
  );
  return (
    <span
      className={cn(
        "inline-flex h-7 items-center rounded-md border border-line-strong/50 bg-surface text-xs",
        className,
      )}
    >
      {onEdit === undefined ? (
        <span className="inline-flex items-center gap-1 pl-2">{words}</span>
      ) : (
        <button
          type="button"
          onClick={onEdit}
          className="inline-flex h-full items-center gap-1 rounded-l-md pl-2 hover:underline"
        >
          {words}
        </button>
      )}
      <button
        type="button"
        aria-label={`Remove filter ${label}`}
        onClick={onRemove}
        className="ml-1 inline-flex h-full w-6 items-center justify-center rounded-r-md text-ink-faint hover:bg-hover hover:text-ink"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}
