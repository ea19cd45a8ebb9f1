"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function RunLogReportError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The report could not be made"
      reason="The server or its database did not answer as expected."
      advice="Try again in a moment, or choose a shorter period."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
