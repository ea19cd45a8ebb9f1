"use client";

import { useSyncExternalStore } from "react";
import type { ShownZone } from "@/lib/format/time-zone-shift";

const STORAGE_KEY = "stellwerk.times";
const listeners = new Set<() => void>();

/** In which zone this browser wants moments; the server, which cannot know, writes UTC. */
export function useShownZone(): ShownZone {
  return useSyncExternalStore(subscribe, read, () => "utc");
}

/** Shows all moments of this browser in the zone from now on. */
export function showTimesIn(zone: ShownZone): void {
  localStorage.setItem(STORAGE_KEY, zone);
  for (const listener of listeners) listener();
}

function read(): ShownZone {
  return localStorage.getItem(STORAGE_KEY) === "local" ? "local" : "utc";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
