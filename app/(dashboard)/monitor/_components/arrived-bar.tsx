"use client";

import { formatCount } from "@/lib/format/format-number";
import type { MonitorPage } from "../monitor-page";

/** Says how many runs came in above the row the reader holds on to, and shows them when asked. */
export function ArrivedBar({
  page,
  onShow,
}: {
  page: MonitorPage | undefined;
  onShow: () => void;
}) {
  const { count, isMore } = page?.arrived ?? { count: 0, isMore: false };
  return (
    <div role="status">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="h-8 w-full border-b border-line bg-accent-soft text-xs font-medium text-accent-text hover:underline"
        >
          {isMore ? `More than ${count} new runs` : formatCount(count, "new run")}
        </button>
      )}
    </div>
  );
}
