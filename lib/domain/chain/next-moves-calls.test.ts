import { describe, expect, it } from "vitest";
import { ChainSimulator, call, chainOf } from "@/lib/testing/chain-simulator";
import type { ChainDefinitionInput } from "./chain-definition";
import { MAX_STARTS_PER_DECISION } from "./chain-draft";
import { nextMoves } from "./next-moves";
import { planDisable, planEnable, planRelease } from "./operator-plan";

function chain(steps: ChainDefinitionInput["steps"]): ChainSimulator {
  return new ChainSimulator(chainOf({ steps }));
}

describe("how a call starts", () => {
  it("row 18: is Held when its definition, an expression or an operator says so", () => {
    const calls = [
      { ...call("A"), hold: true },
      { ...call("B"), hold: "=1 === 1" },
      ...[call("C"), call("D")],
    ];
    const run = chain([{ name: "LOAD", calls }]);
    run.scope.evaluateSwitch = () => true;
    run.callRun("LOAD.C").holdWhenReached = true;
    run.start();
    expect(run.states()).toMatchObject({
      ...{ "LOAD.A": "Held", "LOAD.B": "Held", "LOAD.C": "Held", "LOAD.D": "Scheduled" },
    });
    expect(run.reasonOf(run.callRun("LOAD.B").id)).toBe("HELD_BY_DEFINITION");
    expect(run.reasonOf(run.callRun("LOAD.C").id)).toBe("HELD_BY_OPERATOR");
    expect(run.answers.at(-1)?.starts).toHaveLength(4);
  });

  it("row 14: is Ignored when it is disabled, also by an expression", () => {
    const run = chain([{ name: "LOAD", calls: [{ ...call("A"), disabled: "=1 === 1" }] }]);
    run.scope.evaluateSwitch = () => true;
    run.start();
    expect(run.states()).toEqual({ chain: "Completed", LOAD: "Completed", "LOAD.A": "Ignored" });
    expect(run.runs.get(run.callRun("LOAD.A").id)?.states).toContain("Disabled");
  });

  it("row 16: is Modified when a mapped value is missing, and starts once it is corrected", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }]);
    run.scope.resolveCall = () => ({ ok: false, missing: true, reason: "YEAR has no value" });
    run.start();
    expect(run.states()).toMatchObject({ LOAD: "Waiting", "LOAD.A": "Modified" });
    expect(run.reasonOf(run.callRun("LOAD.A").id)).toBe("VALUE_MISSING: YEAR has no value");
    run.scope.resolveCall = () => ({ ok: true, parameters: { YEAR: 2026 } });
    run.step(run.callRun("LOAD.A").id, ["Chained"]);
    run.conduct();
    expect(run.answers.at(-1)?.starts).toEqual([
      { callRunId: run.callRun("LOAD.A").id, parameters: { YEAR: 2026 } },
    ]);
  });

  it("is Error when a mapping or a switch fails", () => {
    const run = chain([{ name: "LOAD", calls: [call("A"), { ...call("B"), hold: "=1 === 1" }] }]);
    run.scope.resolveCall = ({ name }) =>
      name === "A"
        ? { ok: false, missing: false, reason: "no number" }
        : { ok: true, parameters: {} };
    run.scope.evaluateSwitch = () => ({ error: "division by zero" });
    run.start();
    expect(run.states()).toMatchObject({ chain: "Error", "LOAD.A": "Error", "LOAD.B": "Error" });
    expect(run.reasonOf(run.callRun("LOAD.A").id)).toBe("PARAMETER_ERROR: no number");
    expect(run.reasonOf(run.callRun("LOAD.B").id)).toBe("HOLD_ERROR: division by zero");
  });
});

describe("calls after other calls", () => {
  const calls = [call("A"), { ...call("B"), after: ["A"] }, { ...call("C"), after: ["A", "B"] }];

  it("start when those have ended well", () => {
    const run = chain([{ name: "LOAD", calls }]).start();
    expect(run.states()).toMatchObject({ "LOAD.B": "Chained", "LOAD.C": "Chained" });
    run.end("LOAD.A", "Completed");
    expect(run.states()).toMatchObject({ "LOAD.B": "Scheduled", "LOAD.C": "Chained" });
    run.end("LOAD.B", "Completed").end("LOAD.C", "Completed");
    expect(run.chain.state).toBe("Completed");
  });

  it("are Skipped when one of those ended badly, and the step ends", () => {
    const run = chain([{ name: "LOAD", calls }])
      .start()
      .end("LOAD.A", "Error");
    expect(run.states()).toMatchObject({ chain: "Error", "LOAD.B": "Skipped" });
    expect(run.reasonOf(run.callRun("LOAD.B").id)).toBe("PREDECESSOR_FAILED: A");
  });

  it("wait for a retry of those", () => {
    const run = chain([{ name: "LOAD", calls }]).start();
    run.callRun("LOAD.A").isAutomaticRestartPending = true;
    run.end("LOAD.A", "Error");
    expect(run.states()).toMatchObject({ "LOAD.B": "Chained" });
  });

  it("do not keep their step alive when they wait for each other", () => {
    const circle = [
      { ...call("A"), after: ["B"] },
      { ...call("B"), after: ["A"] },
    ];
    const run = chain([{ name: "LOAD", calls: circle }]).start();
    expect(run.states()).toMatchObject({ chain: "Completed", "LOAD.A": "Skipped" });
  });
});

describe("steps and operators", () => {
  it("a held step waits at its turn, and runs when it is released", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }]);
    run.stepRun("LOAD").holdWhenReached = true;
    run.start();
    expect(run.states()).toMatchObject({ chain: "Waiting", LOAD: "Held", "LOAD.A": "Chained" });
    const released = planRelease({ ...run.stepRun("LOAD"), role: "step" });
    if (!released.ok) throw new Error(released.reason);
    run.step(run.stepRun("LOAD").id, released.path);
    expect(run.conduct().states()).toMatchObject({ LOAD: "Waiting", "LOAD.A": "Scheduled" });
  });

  it("a step disabled in time is Ignored when it is reached, and one enabled again is run", () => {
    const run = chain([
      { name: "ONE", calls: [call("A")] },
      { name: "TWO", calls: [call("B")] },
      { name: "THREE", disabled: true, calls: [call("C")] },
    ]).start();
    const two = planDisable({ ...run.stepRun("TWO"), role: "step" });
    const three = planEnable({ ...run.stepRun("THREE"), role: "step" });
    if (!two.ok || !three.ok) throw new Error("refused");
    run.step(run.stepRun("TWO").id, two.path);
    run.step(run.stepRun("THREE").id, three.path);
    run.end("ONE.A", "Completed");
    expect(run.states()).toMatchObject({ TWO: "Ignored", "TWO.B": "Skipped", THREE: "Waiting" });
  });

  it("a step given up at one stroke is found, and its handler fires", () => {
    const handlers = [{ on: "Unknown" as const, action: "Continue" as const }];
    const run = chain([
      { name: "ONE", calls: [call("A")] },
      { name: "TWO", calls: [call("B")], handlers },
      { name: "THREE", calls: [call("C")] },
    ]).start();
    run.end("ONE.A", "Completed");
    run.step(run.stepRun("TWO").id, ["Unknown"]);
    run.conduct();
    expect(run.states()).toMatchObject({ "TWO.B": "Canceled", THREE: "Waiting" });
  });
});

describe("a chain ended from outside", () => {
  it.each([
    ["Canceled", "Canceled", "Canceled"],
    ["Skipped", "Skipped", "Ignored"],
    ["Ignored", "Skipped", "Ignored"],
    ["Error", "Skipped", "Ignored"],
  ] as const)("%s: what is below it ends too", (end, ofChained, ofDisabled) => {
    const calls = [call("A"), { ...call("B"), disabled: true }];
    const run = chain([{ name: "LOAD", calls }]);
    run.chain.state = end;
    run.conduct();
    expect(run.states()).toMatchObject({ "LOAD.A": ofChained, "LOAD.B": ofDisabled });
  });

  it("a kill that only its own run knows of is carried down", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }]).start();
    run.step("chain", ["Killing"]);
    expect(run.conduct().states()).toEqual({
      ...{ chain: "Killed", LOAD: "Killed", "LOAD.A": "Canceled" },
    });
  });
});

describe("long chains", () => {
  it("are decided in parts, without a stack that grows", () => {
    const handlers = [{ on: "Completed" as const, action: "Goto" as const, step: "S0" }];
    const names = Array.from({ length: 30 }, (_, index) => `S${index}`);
    const steps = names.map((name) => ({ name, maxStarts: 100 }));
    const run = chain([...steps, { name: "BACK", handlers }]).start();
    expect(run.steps).toHaveLength(31 * 100);
    expect(run.chain.state).toBe("Error");
    const starts = run.answers.map(({ newSteps }) => newSteps.length);
    expect(Math.max(...starts)).toBeLessThanOrEqual(MAX_STARTS_PER_DECISION + 31);
    expect(run.answers.length).toBeGreaterThan(3);
  });

  it("answers nothing for a chain that has not begun", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }]);
    expect(nextMoves(run.picture(), run.scope).moves).toEqual([]);
  });
});
