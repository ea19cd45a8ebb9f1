import { describe, expect, it } from "vitest";
import { ChainSimulator, call, chainOf } from "@/lib/testing/chain-simulator";
import type { ChainDefinitionInput } from "./chain-definition";
import { nextMoves } from "./next-moves";

type Steps = ChainDefinitionInput["steps"];
type Handler = NonNullable<Steps[number]["handlers"]>[number];

function chain(steps: Steps, rest: Omit<ChainDefinitionInput, "steps"> = {}): ChainSimulator {
  return new ChainSimulator(chainOf({ steps, ...rest }));
}

const continueOn = (trigger: Handler["on"]): Handler => ({ on: trigger, action: "Continue" });

describe("8.2 rule 1: when handlers fire", () => {
  const steps = [
    { name: "LOAD", calls: [call("A"), call("B")], handlers: [continueOn("Error")] },
    { name: "POST", calls: [call("C")] },
  ];

  it("starts the calls of a step together and waits until all of them are final", () => {
    const run = chain(steps).start();
    expect(run.states()).toMatchObject({
      ...{ chain: "Waiting", LOAD: "Waiting", "LOAD.A": "Scheduled", "LOAD.B": "Scheduled" },
      ...{ POST: "Chained", "POST.C": "Chained" },
    });
    run.end("LOAD.A", "Error");
    expect(run.states()).toMatchObject({ LOAD: "Waiting", POST: "Chained" });
    run.end("LOAD.B", "Completed");
    expect(run.states()).toMatchObject({ LOAD: "Completed", POST: "Waiting" });
    expect(run.reasonOf(run.stepRun("LOAD").id)).toBe("by handler Error of step LOAD: Continue");
  });

  it("fires once: asked again with nothing new, it answers no moves", () => {
    const run = chain(steps).start().end("LOAD.A", "Error").end("LOAD.B", "Completed");
    expect(nextMoves(run.picture(), run.scope)).toMatchObject({ moves: [], newSteps: [] });
  });
});

describe("8.2 rule 2: the outcome of a step", () => {
  it("leaves out calls marked ignore status", () => {
    const calls = [{ ...call("A"), ignoreStatus: true }, call("B")];
    const run = chain([{ name: "LOAD", calls }]).start();
    run.end("LOAD.A", "Error").end("LOAD.B", "Completed");
    expect(run.states()).toMatchObject({ chain: "Completed", LOAD: "Completed" });
  });

  it("counts a step without calls as good at once, and goes on in the same decision", () => {
    const run = chain([{ name: "ONE" }, { name: "TWO" }, { name: "THREE", calls: [call("A")] }]);
    run.start();
    expect(run.answers).toHaveLength(1);
    expect(run.states()).toMatchObject({ ONE: "Completed", TWO: "Completed", THREE: "Waiting" });
  });
});

describe("8.2 rule 5: the system default", () => {
  const steps = [
    { name: "LOAD", calls: [call("A")] },
    { name: "POST", calls: [call("C"), { ...call("D"), disabled: true }] },
    { name: "OFF", disabled: true, calls: [call("E")] },
  ];

  it("good: goes on, and the chain ends Completed", () => {
    const run = chain(steps).start().end("LOAD.A", "Completed").end("POST.C", "Completed");
    expect(run.states()).toEqual({
      ...{ chain: "Completed", LOAD: "Completed", "LOAD.A": "Completed", POST: "Completed" },
      ...{ "POST.C": "Completed", "POST.D": "Ignored", OFF: "Ignored", "OFF.E": "Skipped" },
    });
  });

  it("bad: step and chain Error, what is left Skipped, what is disabled Ignored", () => {
    const run = chain(steps).start().end("LOAD.A", "Unknown");
    expect(run.states()).toEqual({
      ...{ chain: "Error", LOAD: "Error", "LOAD.A": "Unknown", POST: "Skipped" },
      ...{ "POST.C": "Skipped", "POST.D": "Ignored", OFF: "Ignored", "OFF.E": "Skipped" },
    });
    expect(run.reasonOf("chain")).toBe("by system default, after Unknown");
  });
});

describe("8.2 rule 7: the limit of starts", () => {
  it("ends the chain in Error when maxStarts is used up, the first run included", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RestartStep" }];
    const run = chain([{ name: "LOAD", maxStarts: 3, calls: [call("A")], handlers }]).start();
    for (let start = 1; start <= 3; start += 1) {
      expect(run.chain.state).toBe("Waiting");
      run.end("LOAD.A", "Error");
    }
    expect(run.steps).toHaveLength(3);
    expect(run.chain.state).toBe("Error");
  });

  it("counts a backward Goto as a start of its target only", () => {
    const run = chain([
      { name: "ONE", maxStarts: 2, calls: [call("A")] },
      {
        ...{ name: "TWO", calls: [call("B")] },
        handlers: [{ on: "Otherwise", action: "Goto", step: "ONE" }],
      },
    ]).start();
    run.end("ONE.A", "Completed").end("TWO.B", "Completed");
    run.end("ONE.A", "Completed").end("TWO.B", "Completed");
    expect(run.steps.map(({ name }) => name)).toEqual(["ONE", "TWO", "ONE", "TWO"]);
    expect(run.states()).toMatchObject({ chain: "Error", TWO: "Error" });
  });

  it("ends a loop of steps that have nothing to do", () => {
    const handlers: Handler[] = [{ on: "Completed", action: "Goto", step: "ONE" }];
    const run = chain([{ name: "ONE", maxStarts: 100, handlers }]).start();
    expect(run.steps).toHaveLength(100);
    expect(run.chain.state).toBe("Error");
  });

  it("replies of operators do not use it up", () => {
    const handlers: Handler[] = [
      { on: "Error", action: "RequestRestart" },
      { on: "Killed", action: "RestartStep" },
    ];
    const run = chain([{ name: "LOAD", maxStarts: 2, calls: [call("A")], handlers }]).start();
    for (let reply = 0; reply < 5; reply += 1) run.end("LOAD.A", "Error").answer("Restart step");
    run.end("LOAD.A", "Killed");
    expect(run.states()).toMatchObject({ chain: "Waiting", LOAD: "Waiting" });
    run.end("LOAD.A", "Killed");
    expect(run.chain.state).toBe("Error");
  });

  it("does not count a first iteration that never started", () => {
    const run = chain([
      { name: "ONE", precondition: { window: "NIGHT" }, calls: [call("A")] },
      { name: "TWO", handlers: [{ on: "Completed", action: "Goto", step: "ONE" }] },
    ]);
    let isNight = false;
    run.scope.evaluate = () => {
      const answer = isNight ? "run" : "skip";
      isNight = true;
      return answer;
    };
    run.start();
    expect(run.stepRun("ONE")).toMatchObject({ iteration: 2, state: "Waiting" });
  });
});

describe("8.2 rule 8: the definition's own restart comes first", () => {
  it("does not count a call that will be tried again, and counts its last attempt only", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }]).start();
    run.callRun("LOAD.A").isAutomaticRestartPending = true;
    run.end("LOAD.A", "Error");
    expect(run.states()).toMatchObject({ chain: "Waiting", LOAD: "Waiting" });
    run.retry("LOAD.A");
    run.conduct();
    expect(run.stepRun("LOAD").state).toBe("Waiting");
    run.end("LOAD.A", "Completed");
    expect(run.chain.state).toBe("Completed");
  });
});

describe("8.2 rule 13: a handler that repairs a chain leaves the real ends alone", () => {
  it("moves no call that has ended, so that its events were raised for what it was", () => {
    const run = chain([
      { name: "LOAD", calls: [call("A")], handlers: [continueOn("Error")] },
    ]).start();
    const { id } = run.callRun("LOAD.A");
    run.end("LOAD.A", "Error");
    expect(run.chain.state).toBe("Completed");
    expect(run.stateOf(id)).toBe("Error");
    expect(run.answers.at(-1)?.moves.map(({ runId }) => runId)).not.toContain(id);
  });
});
