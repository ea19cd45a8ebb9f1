import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideOrphan } from "@/lib/domain/engine/orphaned-run";
import { CLAIM_PATH } from "@/lib/store/claim-runs";
import {
  canMove,
  INITIAL_STATE,
  isFinal,
  move,
  nextStates,
  RUN_STATES,
  RUN_TRANSITIONS,
  type RunState,
  sourcesOf,
  stageOf,
} from "./run-state";

/** Run-states-and-chains 8.1, written down a second time: rows 2 to 52, state by state. */
const BY_SPEC: Record<RunState, string> = {
  New: "Scheduled Held Chained Disabled Skipped Modified Never Delayed Canceled",
  Modified: "Scheduled Chained Canceling",
  Delayed: "Scheduled Canceling",
  Chained: "Disabled Skipped Modified Scheduled Held Running Canceling",
  Disabled: "Chained Ignored Canceling",
  Held: "Scheduled Running Canceling",
  Scheduled: "Held EventWait QueueHeld LockWait Queued Dispatched Overdue Canceling Never",
  EventWait: "Held QueueHeld LockWait Queued Dispatched Overdue Scheduled Canceling",
  QueueHeld: "Held LockWait Queued Dispatched Overdue Scheduled Canceling",
  Queued: "Held QueueHeld LockWait Dispatched Overdue Scheduled Canceling",
  LockWait: "Held QueueHeld Queued Dispatched Overdue Scheduled Canceling",
  Overdue: "Held Scheduled Canceling",
  Never: "Held Scheduled Canceling",
  Dispatched: "Assigned Queued Canceling",
  Assigned: "Queued Running Canceling",
  Running: "Waiting Console Completed Error Killing Unknown",
  Waiting: "Running Console Completed Error Killing Unknown",
  Console: "Running Waiting Error Completed Killing Unknown",
  Killing: "Killed Unknown Completed Error",
  Canceling: "Canceled",
  Completed: "",
  Error: "",
  Killed: "",
  Canceled: "",
  Skipped: "",
  Ignored: "",
  Unknown: "",
};

const RANK = { initial: 0, "pre-running": 1, running: 2, final: 3 } as const;
const rank = (state: RunState) => RANK[stageOf(state)];
const anyState = fc.constantFrom(...RUN_STATES);

describe("the state table", () => {
  it.each(RUN_STATES)("allows from %s exactly what the specification lists", (from) => {
    const wanted = BY_SPEC[from]
      .split(" ")
      .filter((state) => state !== "")
      .sort();
    expect(RUN_STATES.filter((to) => canMove(from, to)).sort()).toEqual(wanted);
    expect(nextStates(from).sort()).toEqual(wanted);
  });

  it("has every row of the specification once, in order", () => {
    const rows = [...new Set(RUN_TRANSITIONS.map(({ row }) => row))];
    expect(rows).toEqual(Array.from({ length: 51 }, (_, index) => index + 2));
  });

  it.each([
    ["Running", "Held"],
    ["Running", "Scheduled"],
    ["Running", "Canceling"],
    ["Scheduled", "Killing"],
    ["Dispatched", "Held"],
  ] as const)("refuses %s → %s on purpose", (from, to) => {
    expect(canMove(from, to)).toBe(false);
  });

  it("puts the states into the stages of the specification", () => {
    const initial = ["New", "Chained", "Disabled", "Delayed", "Modified"];
    const running = ["Running", "Waiting", "Console", "Killing", "Canceling"];
    const final = ["Completed", "Error", "Killed", "Canceled", "Skipped", "Ignored", "Unknown"];
    for (const state of RUN_STATES) {
      const wanted = initial.includes(state)
        ? 0
        : running.includes(state)
          ? 2
          : final.includes(state)
            ? 3
            : 1;
      expect(rank(state), state).toBe(wanted);
    }
  });

  it("finds the sources of a state as the mirror of its targets", () => {
    for (const to of RUN_STATES)
      for (const from of RUN_STATES) {
        expect(sourcesOf(to).includes(from)).toBe(canMove(from, to));
      }
  });
});

describe("any walk along the table", () => {
  const walk = fc.array(fc.nat(1000), { maxLength: 60 }).map((choices) => {
    const path: RunState[] = [INITIAL_STATE];
    for (const choice of choices) {
      const open = nextStates(path.at(-1) ?? INITIAL_STATE);
      const next = open[choice % Math.max(1, open.length)];
      if (next === undefined) break;
      path.push(next);
    }
    return path;
  });

  it("never falls back to an earlier stage", () => {
    fc.assert(
      fc.property(walk, (path) => {
        for (const [index, state] of path.entries()) {
          const before = path[index - 1];
          if (before !== undefined) expect(rank(state)).toBeGreaterThanOrEqual(rank(before));
        }
      }),
    );
  });

  it("ends at a final state, which has no way out, and is accepted as a whole", () => {
    fc.assert(
      fc.property(walk, (path) => {
        const last = path.at(-1) ?? INITIAL_STATE;
        expect(path.slice(0, -1).some(isFinal)).toBe(false);
        expect(isFinal(last)).toBe(nextStates(last).length === 0);
        expect(move(INITIAL_STATE, path.slice(1))).toEqual({
          ok: true,
          state: last,
          path: path.slice(1),
        });
      }),
    );
  });

  it("is refused from the first move on that is not in the table", () => {
    fc.assert(
      fc.property(walk, anyState, (path, stray) => {
        const last = path.at(-1) ?? INITIAL_STATE;
        const result = move(INITIAL_STATE, [...path.slice(1), stray]);
        if (canMove(last, stray)) expect(result.ok).toBe(true);
        else
          expect(result).toEqual({
            ok: false,
            reason: "illegal_transition",
            from: last,
            to: stray,
          });
      }),
    );
  });

  it("can reach every state, and a final one from everywhere", () => {
    const reachable = (from: RunState) => {
      const seen = new Set<RunState>([from]);
      for (const state of seen) for (const next of nextStates(state)) seen.add(next);
      return seen;
    };
    expect([...reachable(INITIAL_STATE)].sort()).toEqual([...RUN_STATES].sort());
    for (const state of RUN_STATES) expect([...reachable(state)].some(isFinal), state).toBe(true);
  });
});

describe("the walks the product makes", () => {
  it.each(["Scheduled", "Queued"] as const)("claims a run from %s along the table", (from) => {
    expect(move(from, CLAIM_PATH)).toMatchObject({ ok: true, state: "Running" });
  });

  it("submits along the table", () => {
    for (const path of [["Scheduled"], ["Held"], ["Skipped"]] as const)
      expect(move(INITIAL_STATE, path).ok).toBe(true);
  });

  it("finishes what runs along the table", () => {
    for (const from of ["Running", "Killing"] as const) {
      for (const to of ["Completed", "Error", "Unknown"] as const)
        expect(canMove(from, to)).toBe(true);
    }
    expect(canMove("Killing", "Killed")).toBe(true);
  });

  it.each(RUN_STATES)(
    "gives an orphan in %s an end along the table, or leaves it alone",
    (state) => {
      const decision = decideOrphan(state);
      if (decision) expect(move(state, decision.path).ok).toBe(true);
    },
  );
});
