"use client";

import { useEffect, useState } from "react";
import type { StateVocabulary } from "@/components/runs/run-state-badge";
import { COLUMNS, type ColumnId, DEFAULT_COLUMNS } from "./monitor-columns";

type Preferences = { columns: readonly ColumnId[]; vocabulary: StateVocabulary };

const STORAGE_KEY = "stellwerk.monitor";
const VOCABULARIES: readonly StateVocabulary[] = ["state", "backgroundJob", "schedulingApi"];
const DEFAULTS: Preferences = { columns: DEFAULT_COLUMNS, vocabulary: "state" };

/** Columns and words as this user left them in this browser. */
export function useMonitorPreferences() {
  const [preferences, setPreferences] = useState<Preferences>(DEFAULTS);
  useEffect(() => setPreferences(readPreferences()), []);
  const save = (change: Partial<Preferences>) => {
    const next = { ...preferences, ...change };
    setPreferences(next);
    localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  };
  return { ...preferences, save };
}

function readPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}");
    if (typeof stored !== "object" || stored === null) return DEFAULTS;
    const { columns, vocabulary } = stored as { columns?: unknown; vocabulary?: unknown };
    return {
      columns: Array.isArray(columns)
        ? COLUMNS.filter((column) => columns.includes(column.id)).map((column) => column.id)
        : DEFAULT_COLUMNS,
      vocabulary: VOCABULARIES.find((known) => known === vocabulary) ?? "state",
    };
  } catch {
    return DEFAULTS;
  }
}
