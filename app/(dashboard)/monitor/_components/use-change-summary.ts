"use client";

import { useEffect, useRef, useState } from "react";
import { addedChanges, changesBetween, changesSentence, type PageChanges } from "../live-merge";
import type { MonitorPage } from "../monitor-page";

const TOLD_EVERY_MS = 5_000;
const NOTHING: PageChanges = { states: {}, arrived: 0 };

/** What changed on the page in one sentence, told at most every five seconds; another list begins anew. */
export function useChangeSummary(key: string, page: MonitorPage | undefined): string {
  const [sentence, setSentence] = useState("");
  const before = useRef<{ key: string; page: MonitorPage }>(undefined);
  const untold = useRef<PageChanges>(NOTHING);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    if (page === undefined) return;
    const last = before.current;
    before.current = { key, page };
    if (last === undefined || last.key !== key) {
      untold.current = NOTHING;
      setSentence("");
      return;
    }
    untold.current = addedChanges(untold.current, changesBetween(last.page, page));
    if (changesSentence(untold.current) === "") return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setSentence(changesSentence(untold.current));
      untold.current = NOTHING;
    }, TOLD_EVERY_MS);
  }, [key, page]);
  return sentence;
}
