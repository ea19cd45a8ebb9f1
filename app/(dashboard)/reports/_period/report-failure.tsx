"use client";

import { ErrorState } from "@/components/ui/error-state";

type ReportFailureProps = { what: string; error: Error & { digest?: string }; reset: () => void };

/** A report that could not be read. */
export function ReportFailure({ what, error, reset }: ReportFailureProps) {
  return (
    <ErrorState
      title={`${what} could not be read`}
      reason="The server or its database did not answer as expected, or not in time."
      advice="Try again, perhaps with a shorter time. Runs and schedules go on as before."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
