"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorState } from "@/components/ui/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function DashboardError({ error, reset }: ErrorPageProps) {
  const router = useRouter();
  return (
    <ErrorState
      title="This page could not be shown"
      reason="The server could not read what the page needs. Its database may be out of reach for a moment."
      advice="Try it again. If it stays so, the log of the server says why, under the reference below."
      reference={error.digest}
      onRetry={() =>
        startTransition(() => {
          router.refresh();
          reset();
        })
      }
    />
  );
}
