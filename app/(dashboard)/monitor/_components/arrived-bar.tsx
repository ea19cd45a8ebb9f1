"use client";

import { formatCount } from "@/lib/format/format-number";
import type { MonitorPage } from "../monitor-page";

/** Says what would move if the list were renewed now, and renews it when asked: rows that came in, and rows that left. */
export function ArrivedBar({
  page,
  onShow,
}: {
  page: MonitorPage | undefined;
  onShow: () => void;
}) {
  const { count, isMore } = page?.arrived ?? { count: 0, isMore: false };
  const left = page?.rows.filter((row) => row.left !== undefined).length ?? 0;
  if (count === 0 && left === 0) return null;
  const words = [
    count > 0 && (isMore ? `More than ${count} new runs` : formatCount(count, "new run")),
    left > 0 && `${formatCount(left, "run")} no longer here`,
  ];
  return (
    <button
      type="button"
      onClick={onShow}
      className="h-8 w-full border-b border-line bg-accent-soft text-xs font-medium text-accent-text hover:underline"
    >
      {words.filter(Boolean).join(", ")} – show
    </button>
  );
}
