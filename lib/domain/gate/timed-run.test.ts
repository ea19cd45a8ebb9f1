import { describe, expect, it } from "vitest";
import { RUN_STATES } from "@/lib/domain/run/run-state";
import { decideTimedRun, type TimedRun } from "./timed-run";

const startedAt = new Date("2026-11-23T12:00:00Z");
const later = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);
const run = (wish: Partial<TimedRun>): TimedRun => ({
  ...{ state: "Running", role: "job", kind: "http", startedAt, needs: null },
  ...wish,
});
const needs = (waitSeconds: number | null, maxSeconds: number | null = null, kill = true) => ({
  waitSeconds,
  runtimeLimit: maxSeconds === null ? null : { maxSeconds, kill },
});

describe("what time brings about", () => {
  it("row 11: a run whose delay is over becomes due; a step is left to the conductor", () => {
    expect(decideTimedRun(run({ state: "Delayed" }), startedAt)).toEqual({ act: "start" });
    const step = run({ state: "Delayed", role: "step" });
    expect(decideTimedRun(step, startedAt)).toEqual({ act: "conduct" });
  });

  it.each(["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"] as const)(
    "a run in %s is examined: its window opens or closes",
    (state) => expect(decideTimedRun(run({ state }), startedAt)).toEqual({ act: "examine" }),
  );

  it("row 36: a start is looked for again that was too far away", () => {
    expect(decideTimedRun(run({ state: "Never" }), startedAt)).toEqual({ act: "seek_start" });
  });

  it("a run of kind wait has waited long enough, not a moment sooner", () => {
    const wait = run({ kind: "wait", needs: needs(60) });
    expect(decideTimedRun(wait, later(60))).toEqual({ act: "complete" });
    expect(decideTimedRun(wait, later(59.999))).toEqual({ act: "rest", until: later(60) });
  });

  it.each(["Running", "Waiting", "Console"] as const)(
    "row 46: a run in %s that has run longer than it may is killed",
    (state) => {
      const limited = run({ state, needs: needs(null, 60) });
      expect(decideTimedRun(limited, later(60))).toEqual({ act: "kill" });
      expect(decideTimedRun(limited, later(59))).toEqual({ act: "rest", until: later(60) });
    },
  );

  it("a limit without a kill ends nothing", () => {
    const reported = run({ needs: needs(null, 60, false) });
    expect(decideTimedRun(reported, later(61))).toEqual({ act: "rest", until: null });
  });

  it("of a wait and its limit the earlier counts", () => {
    const killedFirst = run({ kind: "wait", needs: needs(90, 60) });
    expect(decideTimedRun(killedFirst, later(60))).toEqual({ act: "kill" });
    const endsFirst = run({ kind: "wait", needs: needs(60, 90) });
    expect(decideTimedRun(endsFirst, later(100))).toEqual({ act: "complete" });
    const reportedFirst = run({ kind: "wait", needs: needs(90, 60, false) });
    expect(decideTimedRun(reportedFirst, later(60))).toEqual({ act: "rest", until: later(90) });
  });

  it("changes nothing about a run in any other state", () => {
    const acting =
      "Delayed Never Scheduled EventWait QueueHeld Queued LockWait Running Waiting Console";
    for (const state of RUN_STATES.filter((one) => !acting.split(" ").includes(one))) {
      const limited = run({ state, needs: needs(1, 1) });
      expect(decideTimedRun(limited, later(100))).toEqual({ act: "rest", until: null });
    }
  });
});
