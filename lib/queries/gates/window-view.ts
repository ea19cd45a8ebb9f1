import { windowResource } from "@/lib/domain/gate/resource";
import type { WindowView } from "@/lib/domain/native-api/window-resource";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import { windowFaults } from "@/lib/domain/schedule/window/window-faults";
import { describeWindow } from "@/lib/domain/schedule/window/window-words";
import { isWindowOpen, nextChange } from "@/lib/domain/schedule/window-openings";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import { timeWindowFrom, type WindowRow } from "@/lib/store/window-store";

interface Surroundings {
  now: Date;
  lookup: WindowLookup;
  waiting: (resource: string) => number;
}

/** A time window as it is shown. */
export function windowView(row: WindowRow, { now, lookup, waiting }: Surroundings): WindowView {
  const window = timeWindowFrom(row);
  return {
    name: row.name,
    description: row.description,
    timeZone: row.timeZone,
    ...row.rules,
    words: describeWindow(window),
    warnings: windowFaults(window, lookup, [row.name]).map(({ path, message }) => ({
      field: path,
      message,
    })),
    open: isWindowOpen(window, now, lookup),
    nextChange: isoOrNull(nextChange(window, now, lookup)),
    waiting: waiting(windowResource(row.name)),
    updatedAt: row.updatedAt.toISOString(),
  };
}
