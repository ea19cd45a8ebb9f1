import type { LogPlace } from "@/components/runs/run-log-place";
import { Button } from "@/components/ui/button";

/** Which part of a long log the shown lines are, and how others are read. */
export type LogStretch = {
  hasOlder: boolean;
  hasNewer: boolean;
  isLoading: boolean;
  /** Why the last reading failed. */
  problem?: string | undefined;
  onOlder: () => void;
  onNewer: () => void;
  /** Shows the end instead. */
  onEnd: () => void;
  /** Shows the lines around a place instead. */
  onPlace: (place: LogPlace) => void;
  /** Reads everything, up to a number of lines. */
  onAll: () => void;
};

const nothing = () => {};

/** Of a log whose lines are all there. */
export const WHOLE_LOG: LogStretch = {
  hasOlder: false,
  hasNewer: false,
  isLoading: false,
  onOlder: nothing,
  onNewer: nothing,
  onEnd: nothing,
  onPlace: nothing,
  onAll: nothing,
};

/** Says on one side of the lines that there are others, and reads them. */
export function RunLogStretchBar({
  stretch,
  side,
}: {
  stretch: LogStretch;
  side: "older" | "newer";
}) {
  const { isLoading, problem } = stretch;
  const isOlder = side === "older";
  if (isOlder ? !stretch.hasOlder : !stretch.hasNewer && problem === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-y border-line bg-sunken px-3 py-1 text-xs text-ink-muted">
      <span role={problem === undefined ? undefined : "alert"}>
        {!isOlder && problem !== undefined
          ? problem
          : `There are ${side} lines. Search and level look through those that are read.`}
      </span>
      <Button size="sm" loading={isLoading} onClick={isOlder ? stretch.onOlder : stretch.onNewer}>
        {isOlder ? "Older lines" : "Newer lines"}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        onClick={isOlder ? () => stretch.onPlace({ line: 1 }) : stretch.onEnd}
      >
        {isOlder ? "To the beginning" : "To the end"}
      </Button>
      <Button size="sm" variant="ghost" onClick={stretch.onAll}>
        Read all
      </Button>
    </div>
  );
}
