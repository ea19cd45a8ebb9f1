"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useShortcuts } from "@/components/layout/shortcuts";

/** A key that leads to a page, as long as this one is open. */
export function KeyLink({ keys, label, href }: { keys: string; label: string; href: string }) {
  const router = useRouter();
  const shortcuts = useMemo(
    () => [{ keys, label, onPress: () => router.push(href) }],
    [keys, label, href, router],
  );
  useShortcuts(shortcuts);
  return null;
}
