"use client";

import "./globals.css";
import { ErrorState } from "@/components/ui/error-state";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** Shown when even the frame of the application could not be drawn; it brings its own document. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main className="flex min-h-dvh flex-col items-center justify-center">
          <ErrorState
            title="Stellwerk could not show this page"
            reason="The server could not read what every page needs. Its database may be out of reach for a moment."
            advice="Try it again. If it stays so, the log of the server says why, under the reference below."
            reference={error.digest}
            onRetry={reset}
          />
        </main>
      </body>
    </html>
  );
}
