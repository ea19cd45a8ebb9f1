import { describe, expect, it } from "vitest";
import { move } from "@/lib/domain/run/run-state";
import { ChainSimulator, call, chainOf } from "@/lib/testing/chain-simulator";
import type { PlannedStep } from "./planned-tree";
import { planChainRestart, type RestartPoint } from "./restart-plan";

const DEFINITION = chainOf({
  steps: [
    { name: "LOAD", calls: [call("A"), { ...call("OFF"), disabled: true }] },
    {
      name: "POST",
      calls: [call("B"), call("C"), { ...call("NIGHTLY"), precondition: { window: "NIGHT" } }],
    },
    { name: "LAST", calls: [call("D")] },
  ],
});

/** LOAD good, POST failed by C, its NIGHTLY Skipped. */
function failedChain(): ChainSimulator {
  const run = new ChainSimulator(DEFINITION);
  run.scope.evaluate = () => "skip";
  return run.start().end("LOAD.A", "Completed").end("POST.B", "Completed").end("POST.C", "Error");
}

function restart(old: ChainSimulator, point: RestartPoint, definition = DEFINITION) {
  const resolveNested = () => null;
  return planChainRestart({ name: "NIGHT", definition, resolveNested, old: old.picture(), point });
}

function planned(...parameters: Parameters<typeof restart>): readonly PlannedStep[] {
  const result = restart(...parameters);
  if (!result.ok) throw new Error(result.reason);
  return result.steps;
}

/** Where each run begins, with an arrow to the run whose result it keeps. */
function begins(steps: readonly PlannedStep[]): Record<string, string> {
  const shown = (path: readonly string[], link: string | null) =>
    `${path.at(-1)}${link === null ? "" : ` > ${link}`}`;
  return Object.fromEntries(
    steps.flatMap((step) => [
      [step.name, shown(step.path, step.keepsResultOf)],
      ...step.calls.map((one) => [`${step.name}.${one.name}`, shown(one.path, one.keepsResultOf)]),
    ]),
  );
}

describe("8.2 rule 12: restart of a finished chain", () => {
  it("all: every step is run, and what is disabled stays so", () => {
    expect(begins(planned(failedChain(), { mode: "all" }))).toEqual({
      ...{ LOAD: "Chained", "LOAD.A": "Chained", "LOAD.OFF": "Disabled" },
      ...{ POST: "Chained", "POST.B": "Chained", "POST.C": "Chained", "POST.NIGHTLY": "Chained" },
      ...{ LAST: "Chained", "LAST.D": "Chained" },
    });
  });

  it("failed: from the first step that ended badly, only the calls without a good result", () => {
    const old = failedChain();
    expect(begins(planned(old, { mode: "failed" }))).toEqual({
      ...{ LOAD: `Skipped > ${old.stepRun("LOAD").id}`, "LOAD.OFF": "Ignored" },
      ...{ "LOAD.A": `Skipped > ${old.callRun("LOAD.A").id}` },
      ...{ POST: "Chained", "POST.B": `Skipped > ${old.callRun("POST.B").id}` },
      ...{ "POST.C": "Chained", "POST.NIGHTLY": "Chained" },
      ...{ LAST: "Chained", "LAST.D": "Chained" },
    });
  });

  it("step: from the chosen step, all of its calls", () => {
    expect(begins(planned(failedChain(), { mode: "step", step: "POST" }))).toMatchObject({
      ...{ POST: "Chained", "POST.B": "Chained", "POST.C": "Chained", LAST: "Chained" },
    });
  });

  it("call: of the chosen step only that call; the others keep what they came to", () => {
    const old = failedChain();
    const point = { mode: "call", step: "POST", call: "B" } as const;
    expect(begins(planned(old, point))).toMatchObject({
      ...{ POST: "Chained", "POST.B": "Chained", "POST.NIGHTLY": "Skipped" },
      ...{ "POST.C": `Skipped > ${old.callRun("POST.C").id}`, "LAST.D": "Chained" },
    });
  });

  it("links to the run that has the result, also over a restart of a restart", () => {
    const old = failedChain();
    const plan = restart(old, { mode: "failed" });
    const again = new ChainSimulator(DEFINITION, plan);
    again.start().end("POST.C", "Error").end("POST.NIGHTLY", "Completed");
    expect(again.chain.state).toBe("Error");
    expect(begins(planned(again, { mode: "failed" }))).toMatchObject({
      ...{ "LOAD.A": `Skipped > ${old.callRun("LOAD.A").id}`, "LOAD.OFF": "Ignored" },
      ...{ "POST.B": `Skipped > ${old.callRun("POST.B").id}` },
      ...{ "POST.C": "Chained", "POST.NIGHTLY": `Skipped > ${again.callRun("POST.NIGHTLY").id}` },
    });
  });

  it("what an operator had disabled stays out", () => {
    const old = new ChainSimulator(DEFINITION);
    old.step(old.stepRun("LAST").id, ["Disabled"]);
    old.step(old.callRun("POST.B").id, ["Disabled"]);
    old.start().end("LOAD.A", "Completed").end("POST.C", "Error").end("POST.NIGHTLY", "Completed");
    expect(begins(planned(old, { mode: "step", step: "POST" }))).toMatchObject({
      ...{ "POST.B": "Disabled", LAST: "Disabled" },
    });
  });

  it("begins legally, and runs to its end", () => {
    const plan = restart(failedChain(), { mode: "failed" });
    if (!plan.ok) throw new Error(plan.reason);
    for (const { path, calls } of plan.steps) {
      for (const one of [path, ...calls.map((run) => run.path)]) {
        expect(move("New", one)).toMatchObject({ ok: true });
      }
    }
    const run = new ChainSimulator(DEFINITION, plan).start();
    expect(run.states()).toMatchObject({ LOAD: "Skipped", POST: "Waiting", "POST.C": "Scheduled" });
    run.end("POST.C", "Completed").end("POST.NIGHTLY", "Completed").end("LAST.D", "Completed");
    expect(run.chain.state).toBe("Completed");
  });

  it("master: has the latest definition's steps and calls", () => {
    const latest = chainOf({
      steps: [
        { name: "POST", calls: [call("C"), call("NEW")] },
        { name: "FRESH", calls: [call("E")] },
      ],
    });
    expect(begins(planned(failedChain(), { mode: "failed" }, latest))).toEqual({
      ...{ POST: "Chained", "POST.C": "Chained", "POST.NEW": "Chained" },
      ...{ FRESH: "Chained", "FRESH.E": "Chained" },
    });
  });
});

describe("what cannot be restarted", () => {
  it("a chain that has not ended", () => {
    expect(restart(new ChainSimulator(DEFINITION).start(), { mode: "all" })).toEqual({
      ok: false,
      reason: "The chain NIGHT has not ended; it can be restarted once it has.",
    });
  });

  it("failed, when no step ended badly", () => {
    const old = new ChainSimulator(chainOf({ steps: [{ name: "LOAD" }] })).start();
    expect(restart(old, { mode: "failed" })).toEqual({
      ok: false,
      reason:
        "No step of the chain NIGHT ended badly; restart it as a whole, or from a step you choose.",
    });
  });

  it("a step or call that is not there", () => {
    const old = failedChain();
    expect(restart(old, { mode: "step", step: "GONE" })).toEqual({
      ok: false,
      reason: "The chain NIGHT has no step GONE; its steps are LOAD, POST, LAST.",
    });
    expect(restart(old, { mode: "call", step: "POST", call: "A" })).toEqual({
      ok: false,
      reason: "The step POST has no call A.",
    });
  });
});
