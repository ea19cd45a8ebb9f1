import { describe, expect, it } from "vitest";
import { ChainSimulator, call, chainOf } from "@/lib/testing/chain-simulator";
import { planCancel, planForceUnknown, planKill } from "./stop-plan";

const DEFINITION = chainOf({
  steps: [
    { name: "LOAD", calls: [call("A"), call("B")] },
    { name: "POST", calls: [call("C")] },
  ],
});

/** LOAD runs: A is executed, B waits for a slot. */
function runningChain(): ChainSimulator {
  const run = new ChainSimulator(DEFINITION).start();
  run.step(run.callRun("LOAD.A").id, ["Dispatched", "Assigned", "Running"]);
  run.step(run.callRun("LOAD.B").id, ["Queued"]);
  return run;
}

describe("row 47: kill of a chain", () => {
  it("kills what runs and cancels what has not begun, and is Killed only when all is final", () => {
    const run = runningChain();
    run.stop(planKill(run.picture(), "chain"));
    expect(run.states()).toEqual({
      ...{ chain: "Killing", LOAD: "Killing", "LOAD.A": "Killing", "LOAD.B": "Canceled" },
      ...{ POST: "Canceled", "POST.C": "Canceled" },
    });
    run.end("LOAD.A", "Killed");
    expect(run.states()).toMatchObject({ chain: "Killed", LOAD: "Killed" });
  });

  it("row 52: keeps the real end of a call that ended before the kill took hold", () => {
    const run = runningChain();
    run.stop(planKill(run.picture(), "chain")).end("LOAD.A", "Completed");
    expect(run.states()).toMatchObject({ chain: "Killed", LOAD: "Killed", "LOAD.A": "Completed" });
  });
});

describe("kill of a step", () => {
  it("8.2 rule 8: does not wait for a retry that will not come any more", () => {
    const run = new ChainSimulator(DEFINITION).start().end("LOAD.B", "Completed");
    run.callRun("LOAD.A").isAutomaticRestartPending = true;
    run.end("LOAD.A", "Error").stop(planKill(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Killed", "LOAD.A": "Error" });
  });
});

describe("planCancel", () => {
  it("cancels a chain that has not begun with everything below it", () => {
    const run = new ChainSimulator(DEFINITION);
    run.step("chain", ["Scheduled"]);
    run.stop(planCancel(run.picture(), "chain"));
    expect(new Set(Object.values(run.states()))).toEqual(new Set(["Canceled"]));
  });

  it("a held step that is canceled ends its chain by default", () => {
    const run = new ChainSimulator(DEFINITION);
    run.stepRun("LOAD").holdWhenReached = true;
    run.start().stop(planCancel(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toEqual({
      ...{ chain: "Error", LOAD: "Canceled", "LOAD.A": "Canceled", "LOAD.B": "Canceled" },
      ...{ POST: "Skipped", "POST.C": "Skipped" },
    });
  });

  it("a held step that is canceled finds its own handler, whatever was canceled ahead of its turn", () => {
    const handlers = [
      { on: "Canceled" as const, action: "End" as const, status: "Completed" as const },
    ];
    const definition = chainOf({
      steps: [{ name: "LOAD", calls: [call("A")], handlers }, { name: "POST" }],
    });
    const run = new ChainSimulator(definition);
    run.stepRun("LOAD").holdWhenReached = true;
    run.start().stop(planCancel(run.picture(), run.stepRun("POST").id));
    run.stop(planCancel(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({ chain: "Completed", LOAD: "Canceled", POST: "Canceled" });
  });

  it("a delayed restart that is canceled ends its chain by default", () => {
    const handlers = [{ on: "Error" as const, action: "RestartStep" as const, delaySeconds: 60 }];
    const definition = chainOf({
      steps: [{ name: "LOAD", maxStarts: 2, calls: [call("A")], handlers }],
    });
    const run = new ChainSimulator(definition).start().end("LOAD.A", "Error");
    run.stop(planCancel(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Canceled", "LOAD.A": "Canceled" });
  });
});

describe("planForceUnknown", () => {
  it("gives up a chain with all that runs below it", () => {
    const run = runningChain();
    run.stop(planForceUnknown(run.picture(), "chain"));
    expect(run.states()).toEqual({
      ...{ chain: "Unknown", LOAD: "Unknown", "LOAD.A": "Unknown", "LOAD.B": "Canceled" },
      ...{ POST: "Canceled", "POST.C": "Canceled" },
    });
  });

  it("gives up a step: its chain looks for the handler of Unknown", () => {
    const run = runningChain();
    run.stop(planForceUnknown(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Unknown", "LOAD.A": "Unknown" });
    expect(run.reasonOf("chain")).toBe("by system default, after Unknown");
  });
});

describe("what is refused", () => {
  const refusal = (plan: ReturnType<typeof planKill>) => (plan.ok ? null : plan.reason);

  it("a cancel of what has begun, and a kill of what has not", () => {
    const run = runningChain();
    const picture = run.picture();
    expect(refusal(planCancel(picture, "chain"))).toBe("It is Waiting: kill it instead.");
    expect(refusal(planKill(picture, run.stepRun("POST").id))).toBe(
      "It is Chained, not begun: cancel it instead.",
    );
    expect(refusal(planForceUnknown(picture, run.callRun("LOAD.B").id))).toBe(
      "It is Queued, not begun: cancel it instead.",
    );
  });

  it("anything twice, after the end, or of another chain", () => {
    const run = runningChain();
    run.stop(planKill(run.picture(), "chain"));
    expect(refusal(planKill(run.picture(), "chain"))).toBe("A kill is already under way.");
    expect(refusal(planCancel(run.picture(), run.stepRun("POST").id))).toBe(
      "It has already ended (Canceled).",
    );
    expect(refusal(planKill(run.picture(), "other"))).toBe(
      "The run does not belong to this chain.",
    );
  });

  it("giving up a step its chain asks about", () => {
    const definition = chainOf({
      requestRestartByDefault: true,
      steps: [{ name: "LOAD", calls: [call("A")] }],
    });
    const run = new ChainSimulator(definition).start().end("LOAD.A", "Error");
    expect(refusal(planForceUnknown(run.picture(), run.stepRun("LOAD").id))).toBe(
      "It waits for a reply: reply to its message, or kill it.",
    );
  });
});
