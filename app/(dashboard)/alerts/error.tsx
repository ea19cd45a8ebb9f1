"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function AlertsError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The alerts could not be read"
      reason="The server or its database did not answer as expected."
      advice="Try again in a moment. Alerts are raised and told as before."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
