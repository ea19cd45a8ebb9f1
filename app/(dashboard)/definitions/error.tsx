"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function DefinitionsError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The definitions could not be read"
      reason="The server or its database did not answer as expected."
      advice="Try again in a moment. Definitions and their schedules go on as before."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
