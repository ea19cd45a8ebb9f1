"use client";

import { useCallback, useEffect, useState } from "react";
import { DEFAULT_LAYOUT, type MonitorLayout, parseLayout } from "../monitor-layout";
import { STATE_VOCABULARIES, type StateVocabulary } from "../state-vocabularies";

type Preferences = { layout: MonitorLayout; vocabulary: StateVocabulary };

const DEFAULTS: Preferences = { layout: DEFAULT_LAYOUT, vocabulary: "state" };

/** Layout and words as this user left them in this browser; `reader` tells the users of one browser apart. */
export function useMonitorPreferences(reader: string) {
  const [preferences, setPreferences] = useState<Preferences>(DEFAULTS);
  const key = `stellwerk.monitor.${reader}`;
  useEffect(() => setPreferences(readPreferences(key)), [key]);

  const save = useCallback(
    (change: Partial<Preferences>) =>
      setPreferences((present) => {
        const next = { ...present, ...change };
        writePreferences(key, next);
        return next;
      }),
    [key],
  );
  return { ...preferences, save };
}

function readPreferences(key: string): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof stored !== "object" || stored === null) return DEFAULTS;
    const vocabulary = "vocabulary" in stored ? stored.vocabulary : undefined;
    return {
      layout: "layout" in stored ? parseLayout(stored.layout) : DEFAULT_LAYOUT,
      vocabulary: STATE_VOCABULARIES.find((known) => known === vocabulary) ?? "state",
    };
  } catch {
    return DEFAULTS;
  }
}

/** A browser that keeps nothing shows the list as usual the next time. */
function writePreferences(key: string, preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    return;
  }
}
