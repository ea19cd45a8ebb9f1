import { cn } from "@/lib/format/cn";

/** A grey place holder of the size its content will have. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("block h-4 animate-pulse rounded-sm bg-line/70", className)}
    />
  );
}

const WIDTHS = ["w-40", "w-24", "w-56", "w-16", "w-32", "w-20"];

/** Rows of a table that is being read; announced once. */
export function TableSkeleton({
  label,
  rows = 8,
  columns = 5,
}: {
  label: string;
  rows?: number;
  columns?: number;
}) {
  return (
    <div role="status" aria-label={label} className="overflow-hidden">
      {numbers(rows).map((row) => (
        <div
          key={row}
          className="flex h-8 items-center gap-6 border-b border-line px-3 last:border-b-0"
        >
          {numbers(columns).map((column) => (
            <Skeleton
              key={column}
              className={cn("h-3 shrink-0", WIDTHS[(row * 5 + column * 2) % WIDTHS.length])}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
