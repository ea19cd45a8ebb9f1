"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { LiveRunsProvider } from "./live-runs";

/** The cache of what was read and the one live stream; both live as long as the visit. */
export function DashboardProviders({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        // The stream says when something is old, and says "everything" when the page becomes visible again.
        defaultOptions: {
          // A browser that thinks it is offline is told so by the failed request, not by waiting for ever.
          queries: {
            staleTime: Number.POSITIVE_INFINITY,
            refetchOnWindowFocus: false,
            refetchOnReconnect: false,
            networkMode: "always",
            retry: 1,
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <LiveRunsProvider>{children}</LiveRunsProvider>
    </QueryClientProvider>
  );
}
