import type { ReactNode } from "react";
import { InstantText } from "@/components/runs/instant-text";
import { toDate } from "../_lib/run-view";

type AttentionLineProps = {
  mark: ReactNode;
  title: ReactNode;
  why: ReactNode;
  at?: string;
  extra?: ReactNode;
};

/** One thing to look at: what kind, what, why, since when. */
export function AttentionLine({ mark, title, why, at, extra }: AttentionLineProps) {
  return (
    <li className="grid grid-cols-[6.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-3 py-2 text-sm hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="max-sm:col-span-2">{mark}</div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          {title}
          {extra}
        </div>
        <div className="text-xs text-ink-muted wrap-anywhere">{why}</div>
      </div>
      {at !== undefined && (
        <InstantText at={toDate(at)} form="relative" className="text-xs text-ink-muted" />
      )}
    </li>
  );
}
