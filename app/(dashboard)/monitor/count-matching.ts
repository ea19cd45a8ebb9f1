import type { BulkRunAction } from "@/lib/domain/run/run-actions";
import { statesMeantBy } from "@/lib/domain/run/selection-states";
import { countSelection } from "@/lib/queries/runs/count-listed-runs";
import type { Context } from "@/lib/services/context";
import { startBulkAction } from "@/lib/services/runs/bulk/start-bulk-action";
import { openStates } from "./bulk-actions";
import { wholeSelectionOf } from "./run-query-of";
import type { MonitorSelection } from "./search-params";

/** How many runs a list has on all its pages. */
export interface MatchingCount {
  count: number;
  /** There are more than are counted. */
  isMore: boolean;
  /** How many of them are in a state that allows the action; null when that cannot be said beforehand. */
  open: number | null;
}

/**
 * Counts the runs of a list as a bulk action counts them, so that the number it is given to confirm is the one it
 * expects; and those among them that the action can be done to.
 */
export async function countMatching(
  ctx: Context,
  selection: MonitorSelection,
  action: BulkRunAction | undefined,
): Promise<MatchingCount> {
  const whole = wholeSelectionOf(selection);
  const [all, open] = await Promise.all([
    // Without a number to confirm nothing is begun, whatever the action.
    startBulkAction(ctx, { action: action ?? "hold", selection: whole }),
    action === undefined ? null : countOpen(ctx, whole, action),
  ]);
  const { count, isMore } = all;
  return { count, isMore, open: isMore ? null : open };
}

async function countOpen(
  ctx: Context,
  selection: ReturnType<typeof wholeSelectionOf>,
  action: BulkRunAction,
): Promise<number | null> {
  const asked = statesMeantBy(selection.state ?? []);
  // A word that tells answers apart does so within a state; the states alone would be too many.
  if (asked.details.length > 0) return null;
  const states = openStates(action).filter(
    (state) => asked.states.length === 0 || asked.states.includes(state),
  );
  if (states.length === 0) return 0;
  const { count, isMore } = await countSelection(ctx, { ...selection, state: states });
  return isMore ? null : count;
}
