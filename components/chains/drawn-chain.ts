import type { RunState } from "@/lib/domain/run/run-state";

/** What a small picture on a step or call stands for. */
export type DrawnMark = {
  kind: "condition" | "disabled" | "hold" | "ignored" | "queue" | "time" | "starts" | "chain";
  words: string;
};

/** What a step and a call have in common in the drawing. */
export type DrawnItem = {
  /** Unique in the drawing. */
  id: string;
  name: string;
  /** Of a live run; absent in a definition. */
  state?: RunState | undefined;
  marks?: readonly DrawnMark[];
  /** A line below the name: why it is where it is. */
  note?: string | undefined;
  problem?: "error" | "warning" | undefined;
};

/** A call in the drawing. */
export type DrawnCall = DrawnItem & { definition: string };

/** A step in the drawing, with its calls from top to bottom. */
export type DrawnStep = DrawnItem & {
  calls: readonly DrawnCall[];
  /** Its handlers, one line each. */
  handlers?: readonly string[];
};

/** A Goto from step to step. */
export type DrawnJump = {
  /** Ids of steps. */
  from: string;
  to: string;
  /** When: "Error". */
  label: string;
};

/** What stands before the first step: the chain itself. */
export type DrawnHead = DrawnItem;

export type DrawingDirection = "left" | "right" | "up" | "down";

/**
 * What lies beside an item: to the left and right the steps, or the calls at the same height; up and down the calls of
 * a step, with the step on top. Null where there is nothing.
 */
export function neighbourOf(
  { head, steps }: { head: DrawnHead | null; steps: readonly DrawnStep[] },
  id: string | null,
  direction: DrawingDirection,
): string | null {
  const first = steps[0]?.id ?? head?.id ?? null;
  if (id === null) return first;
  if (id === head?.id) return direction === "right" ? first : null;
  const column = steps.findIndex((step) => step.id === id || step.calls.some((c) => c.id === id));
  const step = steps[column];
  if (step === undefined) return steps[0]?.id ?? null;
  const row = step.calls.findIndex((call) => call.id === id);
  if (direction === "up") return row < 0 ? null : (step.calls[row - 1]?.id ?? step.id);
  if (direction === "down") return step.calls[row + 1]?.id ?? null;
  const beside = steps[column + (direction === "left" ? -1 : 1)];
  return beside === undefined ? besideAll(head, direction) : besideAt(beside, row);
}

function besideAll(head: DrawnHead | null, direction: DrawingDirection): string | null {
  return direction === "left" ? (head?.id ?? null) : null;
}

/** The call at the same height, or the lowest one above. */
function besideAt(step: DrawnStep, row: number): string {
  if (row < 0) return step.id;
  return step.calls[Math.min(row, step.calls.length - 1)]?.id ?? step.id;
}
