"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function ConfigurationError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The configuration could not be read"
      reason="The server or its database did not answer as expected."
      advice="Try again in a moment. The values in force stay in force."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
