"use client";

import { NextTimes } from "@/components/schedules/next-times";
import type { DraftPreview } from "@/components/schedules/use-schedule-preview";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/lib/format/cn";

type SchedulePreviewPaneProps = { preview: DraftPreview; timeZone: string; className?: string };

/** What the schedule means, in words and times, while it is typed. */
export function SchedulePreviewPane({ preview, timeZone, className }: SchedulePreviewPaneProps) {
  return (
    <section
      aria-label="Preview"
      className={cn("min-w-0 rounded-lg border border-line bg-surface", className)}
    >
      <p
        role="status"
        aria-live="polite"
        className={cn(
          "px-3 py-2.5 text-base",
          preview.kind === "preview" ? "border-b border-line font-medium" : "text-ink-muted",
        )}
      >
        {preview.kind === "preview" ? sentence(preview.preview.text) : words(preview)}
      </p>
      {preview.kind === "preview" && (
        <>
          {preview.preview.warnings.map((warning) => (
            <Alert key={warning} kind="warning" className="m-2">
              {warning}
            </Alert>
          ))}
          {preview.preview.next.length > 0 && (
            <NextTimes times={preview.preview.next} timeZone={timeZone} />
          )}
        </>
      )}
    </section>
  );
}

function words(preview: Exclude<DraftPreview, { kind: "preview" }>): string {
  return preview.kind === "empty"
    ? "Its meaning and its next ten starts appear here while you type."
    : "There is no preview until the expression can be read.";
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
