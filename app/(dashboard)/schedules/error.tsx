"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function SchedulesError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The schedules could not be read"
      reason="The server or its database did not answer as expected."
      advice="Try again in a moment. Schedules go on as before."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
