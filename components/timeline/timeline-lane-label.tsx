"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { TimelineLaneView } from "@/components/timeline/drawn-lanes";
import { cn } from "@/lib/format/cn";

const INDENT_PX = 14;

type LaneLabelProps = {
  lane: TimelineLaneView;
  onFold?: ((laneId: string, isFolded: boolean) => void) | undefined;
};

/** What a lane is called and, where lanes lie below it, whether they are shown. */
export function TimelineLaneLabel({ lane, onFold }: LaneLabelProps) {
  const name =
    lane.href === undefined ? (
      <span className="truncate font-medium">{lane.label}</span>
    ) : (
      <Link href={lane.href} className="truncate font-medium hover:underline">
        {lane.label}
      </Link>
    );
  return (
    <div
      style={{ paddingLeft: 8 + (lane.indent ?? 0) * INDENT_PX }}
      className="flex min-w-0 items-baseline gap-2 self-center pt-1 pr-2 text-xs @xl:py-0"
    >
      {lane.isFolded !== undefined && onFold !== undefined && (
        <FoldButton lane={lane} isFolded={lane.isFolded} onFold={onFold} />
      )}
      {name}
      {lane.sublabel !== undefined && (
        <span className="truncate text-2xs text-ink-muted">{lane.sublabel}</span>
      )}
    </div>
  );
}

function FoldButton(props: {
  lane: TimelineLaneView;
  isFolded: boolean;
  onFold: (laneId: string, isFolded: boolean) => void;
}) {
  const { lane, isFolded, onFold } = props;
  return (
    <button
      type="button"
      aria-expanded={!isFolded}
      aria-label={`Lanes below ${lane.label}`}
      onClick={() => onFold(lane.id, !isFolded)}
      className="-my-1 -ml-1 inline-flex size-6 shrink-0 items-center justify-center self-center rounded-sm text-ink-muted hover:bg-hover hover:text-ink"
    >
      <ChevronRight
        aria-hidden="true"
        className={cn("size-3.5 transition-transform", !isFolded && "rotate-90")}
      />
    </button>
  );
}
