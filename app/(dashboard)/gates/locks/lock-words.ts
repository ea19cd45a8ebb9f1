import type { LockType, LockView } from "@/lib/domain/native-api/lock-resource";
import { formatNumber } from "@/lib/format/format-number";

/** What each type of lock means. */
export const LOCK_TYPE_WORDS: Record<LockType, { label: string; meaning: string }> = {
  simple: { label: "Simple", meaning: "one run holds it at a time" },
  counted: { label: "Counted", meaning: "runs hold units of it, as many as there are" },
  shared: {
    label: "Shared or exclusive",
    meaning: "any number of runs share it, or one holds it alone",
  },
};

/** `3 of 5 units`, `by 2 runs`, or that it is free. */
export function heldText({ type, held, size, holderCount }: LockView): string {
  if (type === "counted") return `${formatNumber(held)} of ${formatNumber(size)}`;
  if (holderCount === 0) return "free";
  return holderCount === 1 ? "by 1 run" : `by ${formatNumber(holderCount)} runs`;
}
