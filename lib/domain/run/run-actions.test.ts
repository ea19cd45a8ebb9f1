import { describe, expect, it } from "vitest";
import {
  type ActionRun,
  actionsFor,
  isActionAllowed,
  planAction,
  RUN_ACTIONS,
  type RunAction,
} from "./run-actions";
import { move, RUN_STATES, type RunState } from "./run-state";

/** The table of run-states-and-chains 5 as it stands there, row by row; force-unknown is row 51 of 8.1. */
const TABLE: Record<RunState, RunAction[]> = {
  New: ["cancel", "edit"],
  Chained: ["hold", "cancel", "disable", "edit"],
  Disabled: ["cancel", "enable"],
  Delayed: ["hold", "cancel", "edit"],
  Modified: ["hold", "cancel", "edit"],
  Scheduled: ["hold", "cancel", "edit"],
  Held: ["release", "cancel", "edit"],
  EventWait: ["hold", "cancel", "edit"],
  QueueHeld: ["hold", "cancel", "edit"],
  Queued: ["hold", "cancel", "edit"],
  LockWait: ["hold", "cancel", "edit"],
  Overdue: ["hold", "release", "cancel", "edit"],
  Never: ["hold", "release", "cancel", "edit"],
  Dispatched: ["cancel"],
  Assigned: ["cancel"],
  Running: ["kill", "force-unknown"],
  Waiting: ["kill", "force-unknown"],
  Console: ["kill", "force-unknown", "reply"],
  Killing: ["force-unknown"],
  Canceling: [],
  Completed: ["restart", "delete"],
  Error: ["restart", "delete"],
  Killed: ["restart", "delete"],
  Canceled: ["restart", "delete"],
  Skipped: ["restart", "delete"],
  Ignored: ["restart", "delete"],
  Unknown: ["restart", "delete"],
};

const run = (state: RunState, of: Partial<ActionRun> = {}): ActionRun => ({
  state,
  role: "job",
  holdWhenReached: false,
  isTopLevel: true,
  ...of,
});
const without = (actions: RunAction[], ...left: RunAction[]) =>
  actions.filter((action) => !left.includes(action));

describe("what an operator may do (run-states-and-chains 5)", () => {
  it.each(RUN_STATES)("follows the table for a call of a chain in %s", (state) => {
    const call = run(state, { role: "call", isTopLevel: false });
    expect(actionsFor(call)).toEqual(without(TABLE[state], "restart", "delete"));
  });

  it.each(RUN_STATES)("follows the table for a nested chain in %s", (state) => {
    const nested = run(state, { role: "chain", isTopLevel: false });
    expect(actionsFor(nested)).toEqual(without(TABLE[state], "restart", "delete"));
  });

  it.each(RUN_STATES)("leaves disable and enable to parts of chains, for a job in %s", (state) => {
    expect(actionsFor(run(state))).toEqual(without(TABLE[state], "disable", "enable"));
    expect(actionsFor(run(state, { role: "chain" }))).toEqual(
      without(TABLE[state], "disable", "enable"),
    );
  });

  it.each(RUN_STATES)("edits no step, and gives up none that asks, in %s", (state) => {
    const step = run(state, { role: "step", isTopLevel: false });
    const asks: RunAction[] = state === "Console" ? ["force-unknown"] : [];
    expect(actionsFor(step)).toEqual(without(TABLE[state], "restart", "delete", "edit", ...asks));
  });

  it.each(["Chained", "Delayed", "Modified"] as const)(
    "takes back the hold of a run in %s that was asked for before (row 18)",
    (state) => {
      const flagged = run(state, { role: "call", isTopLevel: false, holdWhenReached: true });
      expect(isActionAllowed("hold", flagged)).toBe(false);
      expect(planAction("release", flagged)).toEqual({
        ok: true,
        path: [],
        holdWhenReached: false,
      });
    },
  );

  it("releases a step to Running and everything else to Scheduled (row 21)", () => {
    const path = (role: string) => planAction("release", run("Held", { role }));
    expect(path("step")).toMatchObject({ path: ["Running"] });
    for (const role of ["job", "chain", "call"])
      expect(path(role)).toMatchObject({ path: ["Scheduled"] });
  });
});

describe("every action on a run", () => {
  const roles: Partial<ActionRun>[] = [
    {},
    { role: "chain" },
    ...["chain", "step", "call"].map((role) => ({ role, isTopLevel: false })),
    { role: "call", isTopLevel: false, holdWhenReached: true },
  ];

  it.each(RUN_STATES)("moves along the state table or says why not, in %s", (state) => {
    for (const of of roles) {
      for (const action of RUN_ACTIONS) {
        const plan = planAction(action, run(state, of));
        if (plan.ok) expect(move(state, plan.path), action).toMatchObject({ ok: true });
        else expect(plan.reason).toMatch(new RegExp(`^It is ${state}\\b.*\\.$|already`));
      }
    }
  });
});
