import type { RunState } from "@/lib/domain/run/run-state";

/** How many runs ended in which state within one hour, given by its first instant. */
export type HourCounts = { hour: Date; counts: Partial<Record<RunState, number>> };

/** From the bottom of the stack up: what went well, what did not, what did not take place. */
const STACK_ORDER: readonly RunState[] = [
  "Completed",
  "Error",
  "Unknown",
  "Killed",
  "Canceled",
  "Skipped",
  "Ignored",
];

/** The final states that occur, in the order they are stacked. */
export function statesIn(hours: readonly HourCounts[]): RunState[] {
  return STACK_ORDER.filter((state) => hours.some((hour) => (hour.counts[state] ?? 0) > 0));
}

/** Each hour with its label and the sum over the final states. */
export function withTotals(hours: readonly HourCounts[]) {
  return hours.map((hour) => ({
    ...hour,
    label: hourLabel(hour.hour).slice(-5),
    total: STACK_ORDER.reduce((sum, state) => sum + (hour.counts[state] ?? 0), 0),
  }));
}

/** `2025-11-14 14:00`, in UTC. */
export function hourLabel(hour: Date): string {
  return hour.toISOString().slice(0, 16).replace("T", " ");
}
