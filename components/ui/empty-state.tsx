import type { ReactNode } from "react";
import { cn } from "@/lib/format/cn";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** Why it is empty and what fills it. */
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center gap-1 px-4 py-10 text-center", className)}>
      {icon !== undefined && (
        <div aria-hidden="true" className="mb-2 text-ink-faint [&_svg]:size-6">
          {icon}
        </div>
      )}
      <p className="font-medium">{title}</p>
      {description !== undefined && (
        <div className="max-w-prose text-sm text-ink-muted">{description}</div>
      )}
      {action !== undefined && (
        <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>
      )}
    </div>
  );
}
