"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useRunChanges } from "../../_components/live-runs";
import { useCalmRefresh } from "../../_lib/use-calm-refresh";

/** Runs change often, and a page is read whole: no more often than this. */
const REFRESH_MS = 4_000;

/** Reads the page again when runs change, without moving anything or taking the focus. */
export function LiveRefresh() {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const refresh = useCalmRefresh(async () => startTransition(() => router.refresh()), REFRESH_MS);
  useRunChanges(refresh);
  return null;
}
