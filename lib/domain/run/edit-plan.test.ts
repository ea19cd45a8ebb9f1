import { describe, expect, it } from "vitest";
import { planEdit } from "./edit-plan";
import { move, RUN_STATES, type RunState } from "./run-state";

const now = new Date("2026-03-02T12:00:00Z");
const later = new Date("2026-03-02T18:00:00Z");
const nothing = { startAt: null, hasOtherGates: false, isComplete: true };
type Parts = Parameters<typeof planEdit>[1];
const edit = (state: RunState, parts: Partial<Parts> = {}) =>
  planEdit({ state, holdWhenReached: false }, { ...nothing, ...parts }, now);

describe("where an edit leaves a run", () => {
  it.each(["Overdue", "Never"] as const)("%s becomes Scheduled (rows 34 and 36)", (state) => {
    expect(edit(state)).toEqual({ path: ["Scheduled"], startAt: now });
    expect(edit(state, { startAt: later })).toEqual({ path: ["Scheduled"], startAt: later });
  });

  it("Modified becomes Scheduled once its values are complete (row 10), or Held when that was asked for", () => {
    expect(edit("Modified", { isComplete: false })).toEqual({ path: [], startAt: null });
    expect(edit("Modified")).toEqual({ path: ["Scheduled"], startAt: null });
    expect(planEdit({ state: "Modified", holdWhenReached: true }, nothing, now).path).toEqual([
      "Scheduled",
      "Held",
    ]);
  });

  it.each(["EventWait", "QueueHeld", "Queued", "LockWait"] as const)(
    "%s goes through its gates from the beginning when its start or its gates are others (row 33)",
    (state) => {
      expect(edit(state)).toEqual({ path: [], startAt: null });
      expect(edit(state, { hasOtherGates: true }).path).toEqual(["Scheduled"]);
      expect(edit(state, { startAt: later })).toEqual({ path: ["Scheduled"], startAt: later });
    },
  );

  it.each(["New", "Chained", "Delayed", "Scheduled", "Held"] as const)("%s stays", (state) => {
    const plan = edit(state, { startAt: later, hasOtherGates: true });
    expect(plan).toEqual({ path: [], startAt: later });
  });

  it.each(RUN_STATES)("moves along the state table only, from %s", (state) => {
    for (const hasOtherGates of [true, false]) {
      expect(move(state, edit(state, { hasOtherGates }).path)).toMatchObject({ ok: true });
    }
  });
});
