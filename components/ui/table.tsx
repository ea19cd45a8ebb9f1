import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/format/cn";

type TableProps = ComponentProps<"table"> & {
  /** Names the table, with the count of rows; read out, and shown when `captionVisible`. */
  caption: ReactNode;
  captionVisible?: boolean;
  /** 32 px rows by default, 40 px when comfortable. */
  density?: "dense" | "comfortable";
  /** Classes of the scrolling box around the table. */
  boxClassName?: string;
};

/** A real table in a box that scrolls sideways, never the page. */
export function Table({
  caption,
  captionVisible = false,
  density = "dense",
  boxClassName,
  className,
  children,
  ...rest
}: TableProps) {
  return (
    <div className={cn("relative w-full overflow-x-auto", boxClassName)}>
      <table
        {...rest}
        data-density={density}
        className={cn("group/table w-full border-collapse text-left text-sm", className)}
      >
        <caption
          className={captionVisible ? "px-3 py-1.5 text-left text-xs text-ink-muted" : "sr-only"}
        >
          {caption}
        </caption>
        {children}
      </table>
    </div>
  );
}

/** A row. A selected one is tinted; its check box says so to assistive technology. */
export function Tr({
  selected,
  className,
  ...rest
}: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      {...rest}
      data-selected={selected}
      className={cn(
        "border-b border-line last:border-b-0 [tbody>&]:hover:bg-hover",
        selected && "bg-selection/50 [tbody>&]:hover:bg-selection/70",
        className,
      )}
    />
  );
}

export function Td({
  numeric = false,
  mono = false,
  className,
  ...rest
}: ComponentProps<"td"> & { numeric?: boolean; mono?: boolean }) {
  return (
    <td
      {...rest}
      className={cn(
        "h-8 px-2 py-0.5 first:pl-3 last:pr-3 group-data-[density=comfortable]/table:h-10",
        numeric && "text-right whitespace-nowrap tabular-nums",
        mono && "font-mono text-xs",
        className,
      )}
    />
  );
}
