import { type ReactNode, useId } from "react";
import { cn } from "@/lib/format/cn";

type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Leaves the padding out, for a table that reaches the edges. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A panel with an optional heading; a labelled region when it has one. */
export function Card({
  title,
  description,
  actions,
  flush = false,
  className,
  children,
}: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={cn("min-w-0 rounded-lg border border-line bg-surface", className)}
    >
      {(title !== undefined || actions !== undefined) && (
        <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5">
          <div className="min-w-0 flex-1">
            {title !== undefined && (
              <h2 id={id} className="text-sm font-semibold">
                {title}
              </h2>
            )}
            {description !== undefined && (
              <div className="text-xs text-ink-muted">{description}</div>
            )}
          </div>
          {actions !== undefined && <div className="flex items-center gap-1.5">{actions}</div>}
        </header>
      )}
      <div className={cn(!flush && "p-3")}>{children}</div>
    </section>
  );
}
