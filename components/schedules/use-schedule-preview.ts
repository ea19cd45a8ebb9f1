"use client";

import { useMemo } from "react";
import { useNow } from "@/components/layout/now-provider";
import { previewInputOf, type ScheduleDraft } from "@/components/schedules/schedule-draft";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import { previewSchedule, type SchedulePreview } from "@/lib/domain/schedule/schedule-preview";

export type PreviewProblem = {
  field: string;
  sentence: string;
  /** The expression that was probably meant. */
  suggestion: string | null;
};

export type DraftPreview =
  | { kind: "empty" }
  | { kind: "refused"; problem: PreviewProblem }
  | { kind: "preview"; preview: SchedulePreview };

const SHOWN_TIMES = 10;
/** Often enough that no shown time has long passed, seldom enough that they can be read. */
const RENEW_MS = 10_000;

/** What the draft means now. Computed here, by the functions the services use: an answer per key press. */
export function useSchedulePreview(draft: ScheduleDraft): DraftPreview {
  const now = useNow(RENEW_MS);
  return useMemo(() => {
    if (draft.expressions[draft.mode].trim() === "") return { kind: "empty" };
    const preview = previewSchedule(previewInputOf(draft, SHOWN_TIMES), now);
    if (preview.ok) return { kind: "preview", preview };
    const suggestion = /did you mean '([^']+)'\?/.exec(preview.reason)?.[1] ?? null;
    const sentence = problemSentence(preview.reason.replace(/; did you mean '[^']+'\?$/, ""));
    return { kind: "refused", problem: { field: preview.field, sentence, suggestion } };
  }, [draft, now]);
}
