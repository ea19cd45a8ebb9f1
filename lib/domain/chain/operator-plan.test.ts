import { describe, expect, it } from "vitest";
import { canMove, RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { type MemberPlan, planDisable, planEnable, planHold, planRelease } from "./operator-plan";

const member = (state: RunState, holdWhenReached = false, role: "step" | "call" = "call") => ({
  ...{ role, state, holdWhenReached },
});

/** The states an act is allowed in, as section 5 of run-states-and-chains lists them. */
function allowed(plan: (of: ReturnType<typeof member>) => MemberPlan, isFlagged = false) {
  return RUN_STATES.filter((state) => plan(member(state, isFlagged)).ok);
}

describe("operators' acts on members of a chain", () => {
  it("rows 12 and 13: disable what is Chained, enable what is Disabled", () => {
    expect(allowed(planDisable)).toEqual(["Chained"]);
    expect(allowed(planEnable)).toEqual(["Disabled"]);
  });

  it("rows 18 and 20: hold at once, or only set the flag before its turn", () => {
    const states = allowed(planHold);
    expect(states).toEqual([
      ...["Chained", "Delayed", "Modified", "Scheduled", "EventWait", "QueueHeld", "Queued"],
      ...["LockWait", "Overdue", "Never"],
    ]);
    expect(planHold(member("Chained"))).toEqual({ ok: true, path: [], holdWhenReached: true });
    expect(planHold(member("Queued"))).toEqual({
      ok: true,
      path: ["Held"],
      holdWhenReached: false,
    });
    expect(planHold(member("Chained", true)).ok).toBe(false);
  });

  it("row 21: a step is released to Running, a call to Scheduled; a flag is taken back", () => {
    expect(planRelease(member("Held", true, "step"))).toMatchObject({ path: ["Running"] });
    expect(planRelease(member("Held", true))).toEqual({
      ...{ ok: true, path: ["Scheduled"], holdWhenReached: false },
    });
    expect(planRelease(member("Chained", true))).toEqual({
      ...{ ok: true, path: [], holdWhenReached: false },
    });
    expect(planRelease(member("Chained"))).toEqual({
      ...{ ok: false, reason: "It is Chained and not held; there is nothing to release." },
    });
  });

  it("makes legal moves only", () => {
    for (const plan of [planDisable, planEnable, planHold, planRelease]) {
      for (const state of RUN_STATES) {
        const result = plan(member(state));
        const first = result.ok ? result.path[0] : undefined;
        if (first) expect(canMove(state, first)).toBe(true);
      }
    }
  });
});
