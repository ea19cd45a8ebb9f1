import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/format/cn";

export type SortDirection = "ascending" | "descending";

type ThProps = Omit<ComponentProps<"th">, "children"> & {
  children?: ReactNode;
  numeric?: boolean;
  /** The present direction, `null` when sortable but not the sort column. */
  sort?: SortDirection | null;
  /** The address that sorts by this column (kept in the query string). */
  sortHref?: string;
  /** Or what to do on a click, where the sort is not an address. */
  onSort?: () => void;
  /** Stands at the edge of the head, outside what is pressed to sort. */
  edge?: ReactNode;
};

/** A column head with scope, and with aria-sort and a link or button when sortable. */
export function Th({
  children,
  numeric = false,
  sort,
  sortHref,
  onSort,
  edge,
  className,
  ...rest
}: ThProps) {
  const classes = cn(
    "group/th -mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-ink",
    sort && "text-ink",
  );
  const content = (
    <>
      {children}
      <SortMark sort={sort ?? null} />
    </>
  );
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={sort === undefined ? undefined : (sort ?? "none")}
      className={cn(
        "h-8 border-b border-line bg-surface px-2 text-left text-xs font-medium whitespace-nowrap text-ink-muted first:pl-3 last:pr-3",
        numeric && "text-right",
        className,
      )}
    >
      {sortHref !== undefined ? (
        <Link href={sortHref} scroll={false} className={classes}>
          {content}
        </Link>
      ) : onSort !== undefined ? (
        <button type="button" onClick={onSort} className={classes}>
          {content}
        </button>
      ) : (
        children
      )}
      {edge}
    </th>
  );
}

function SortMark({ sort }: { sort: SortDirection | null }) {
  const Icon = sort === "ascending" ? ArrowUp : sort === "descending" ? ArrowDown : ArrowUpDown;
  return (
    <Icon
      aria-hidden="true"
      className={cn(
        "size-3",
        sort === null && "opacity-0 group-hover/th:opacity-60 group-focus-visible/th:opacity-60",
      )}
    />
  );
}
