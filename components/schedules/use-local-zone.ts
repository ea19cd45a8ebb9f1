"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zone of the browser; null on the server and while the page takes over from it. */
export function useLocalZone(): string | null {
  return useSyncExternalStore(never, browserZone, () => null);
}
