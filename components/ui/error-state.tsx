"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/format/cn";

type ErrorStateProps = {
  /** What happened: "The runs could not be read". */
  title: string;
  /** Why, as far as it is known. */
  reason?: ReactNode;
  /** What to do now. */
  advice?: ReactNode;
  /** The number under which the log knows the error. */
  reference?: string | undefined;
  onRetry?: () => void;
  className?: string;
};

export function ErrorState({
  title,
  reason,
  advice,
  reference,
  onRetry,
  className,
}: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-center gap-1 px-4 py-10 text-center", className)}
    >
      <TriangleAlert aria-hidden="true" className="mb-2 size-6 text-danger-text" />
      <p className="font-medium">{title}</p>
      {reason !== undefined && <div className="max-w-prose text-sm text-ink-muted">{reason}</div>}
      {advice !== undefined && <div className="max-w-prose text-sm text-ink-muted">{advice}</div>}
      {reference !== undefined && (
        <p className="text-xs text-ink-faint">
          Reference <code className="font-mono">{reference}</code>
        </p>
      )}
      {onRetry !== undefined && (
        <Button className="mt-3" onClick={onRetry}>
          <RotateCw aria-hidden="true" />
          Try again
        </Button>
      )}
    </div>
  );
}
