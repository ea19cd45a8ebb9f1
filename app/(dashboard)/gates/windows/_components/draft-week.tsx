"use client";

import { useMemo } from "react";
import { WeekPicture } from "@/components/gates/week-picture";
import { useNow } from "@/components/layout/now-provider";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import { weekPicture, weekStartOf } from "@/lib/domain/schedule/window-week";
import { type ElementDraft, windowOfDraft } from "../window-draft";

/** Other windows and calendars stay on the server: the picture of a draft is that of its elements alone. */
const NOTHING_ELSE: WindowLookup = { window: () => null, calendar: () => null };

type DraftWeekProps = { elements: readonly ElementDraft[]; timeZone: string };

/** The present week of a window that is being typed; nothing while it cannot be understood. */
export function DraftWeek({ elements, timeZone }: DraftWeekProps) {
  const now = useNow(null);
  const days = useMemo(() => {
    const window = windowOfDraft(elements, timeZone);
    if (window === null) return null;
    const weekStart = weekStartOf(now, timeZone);
    return weekPicture(window, { weekStart, lookup: NOTHING_ELSE });
  }, [elements, timeZone, now]);
  if (days === null) {
    return (
      <p className="text-xs text-ink-muted">
        The week is drawn here as soon as what is typed can be understood.
      </p>
    );
  }
  return (
    <section aria-label="This week" className="grid gap-1">
      <h3 className="text-sm font-medium">This week</h3>
      <p className="text-xs text-ink-muted">
        By these elements alone: without holidays and without other windows
      </p>
      <WeekPicture days={days} timeZone={timeZone} />
    </section>
  );
}
