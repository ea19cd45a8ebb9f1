import { idBeside } from "@/lib/domain/ids";
import type { RunRow } from "@/lib/store/run-row";
import type { FoundRuns, RunDirection } from "@/lib/store/selected-runs";
import { formatRunCursor } from "./run-cursor";

interface PageShape {
  direction: RunDirection;
  limit: number;
  /** The run beyond which the page begins; null for the first page. */
  from: string | null;
}

/** Runs of a page, newest first, with the cursors of its neighbours. */
interface PageOfRuns {
  rows: RunRow[];
  older: string | null;
  newer: string | null;
}

/**
 * Cuts the row that shows whether there are more, and names where the neighbours begin. A page whose search was put off
 * goes on where the look ended, also when nothing was found on it.
 */
export function pageOfRuns(found: FoundRuns<RunRow>, shape: PageShape): PageOfRuns {
  const { direction, limit, from } = shape;
  const shown = found.rows.slice(0, limit);
  const rows = direction === "older" ? shown : shown.toReversed();
  const last = shown.at(-1)?.id;
  const beyond = found.rows.length > limit ? (last ?? null) : found.lookedTo;
  const first = shown[0]?.id ?? (from === null ? null : idBeside(from, backOf(direction)));
  const ahead = beyond === null ? null : formatRunCursor({ direction, runId: beyond });
  const opposite: RunDirection = direction === "older" ? "newer" : "older";
  const back =
    from === null || first === null ? null : formatRunCursor({ direction: opposite, runId: first });
  return direction === "older"
    ? { rows, older: ahead, newer: back }
    : { rows, older: back, newer: ahead };
}

/** Which side of the page's bound lets the way back include the bound itself. */
function backOf(direction: RunDirection): "before" | "after" {
  return direction === "older" ? "before" : "after";
}
