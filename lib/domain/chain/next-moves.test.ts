import { describe, expect, it } from "vitest";
import { ChainSimulator, call, chainOf } from "@/lib/testing/chain-simulator";
import type { ChainDefinitionInput } from "./chain-definition";
import { nextMoves } from "./next-moves";
import { planCancel, planKill } from "./stop-plan";

type Steps = ChainDefinitionInput["steps"];
type Handler = NonNullable<Steps[number]["handlers"]>[number];

function chain(steps: Steps, rest: Omit<ChainDefinitionInput, "steps"> = {}): ChainSimulator {
  return new ChainSimulator(chainOf({ steps, ...rest }));
}

const on = (trigger: Handler["on"], action: "Continue") => ({ on: trigger, action }) as Handler;

describe("8.2 rule 1: when handlers fire", () => {
  const steps = [
    { name: "LOAD", calls: [call("A"), call("B")], handlers: [on("Error", "Continue")] },
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

describe("8.2 rule 6: actions", () => {
  const goto = (step: string) => ({ on: "Completed", action: "Goto", step }) as const;

  it("Goto forward: what lies between is Skipped", () => {
    const run = chain([
      { name: "ONE", handlers: [goto("FOUR")] },
      { name: "TWO", calls: [call("A")] },
      { name: "THREE", disabled: true },
      { name: "FOUR", calls: [call("B")] },
    ]).start();
    expect(run.states()).toMatchObject({
      ...{ ONE: "Completed", TWO: "Skipped", "TWO.A": "Skipped", THREE: "Ignored" },
      ...{ FOUR: "Waiting", "FOUR.B": "Scheduled" },
    });
  });

  it("Goto backward: a new iteration of target to current, disabled steps staying out", () => {
    const run = chain([
      { name: "ONE", maxStarts: 2, calls: [call("A")] },
      { name: "OFF", disabled: true },
      { name: "TWO", calls: [call("B")], handlers: [{ on: "Error", action: "Goto", step: "ONE" }] },
      { name: "THREE", calls: [call("C")] },
    ]).start();
    run.end("ONE.A", "Completed").end("TWO.B", "Error");
    expect(run.steps.map(({ name, iteration, state }) => `${name}#${iteration} ${state}`)).toEqual([
      ...["ONE#1 Completed", "OFF#1 Ignored", "TWO#1 Completed", "THREE#1 Chained"],
      ...["ONE#2 Waiting", "OFF#2 Disabled", "TWO#2 Chained"],
    ]);
    run.end("ONE.A", "Completed");
    expect(run.stepRun("OFF").state).toBe("Ignored");
    run.end("TWO.B", "Completed").end("THREE.C", "Completed");
    expect(run.chain.state).toBe("Completed");
  });

  it("End sets step and chain, the rest is passed over", () => {
    const handlers: Handler[] = [{ on: "Error", action: "End", status: "Completed" }];
    const run = chain([
      { name: "LOAD", calls: [call("A")], handlers },
      { name: "POST", calls: [call("B")] },
    ]).start();
    run.end("LOAD.A", "Error");
    expect(run.states()).toEqual({
      ...{ chain: "Completed", LOAD: "Completed", "LOAD.A": "Error" },
      ...{ POST: "Skipped", "POST.B": "Skipped" },
    });
  });

  it("RestartStep: a new step run and new call runs of all calls, at once", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RestartStep" }];
    const run = chain([
      { name: "LOAD", maxStarts: 2, calls: [call("A"), call("B")], handlers },
    ]).start();
    run.end("LOAD.A", "Error").end("LOAD.B", "Completed");
    expect(run.stepRun("LOAD")).toMatchObject({ iteration: 2, state: "Waiting" });
    expect(run.steps[0]?.state).toBe("Error");
    expect(run.states()).toMatchObject({ "LOAD.A": "Scheduled", "LOAD.B": "Scheduled" });
    run.end("LOAD.A", "Completed").end("LOAD.B", "Completed");
    expect(run.chain.state).toBe("Completed");
  });

  it("RestartStep with a delay: the new step is Delayed until then", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RestartStep", delaySeconds: 60 }];
    const run = chain([{ name: "LOAD", maxStarts: 2, calls: [call("A")], handlers }]).start();
    run.end("LOAD.A", "Error");
    expect(run.states()).toMatchObject({ chain: "Waiting", LOAD: "Delayed", "LOAD.A": "Chained" });
    expect(run.stepRun("LOAD").startAt).toEqual(new Date("2026-11-21T08:01:00Z"));
    run.advance(59);
    expect(run.stepRun("LOAD").state).toBe("Delayed");
    run.advance(1);
    expect(run.runs.get(run.stepRun("LOAD").id)?.states).toEqual([
      ...["New", "Delayed", "Scheduled", "Dispatched", "Assigned", "Running", "Waiting"],
    ]);
  });

  it("RestartFailed: good calls are kept, Skipped is evaluated again, Disabled stays out", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RestartFailed" }];
    const precondition = { window: "NIGHT" };
    const calls = [
      ...[call("GOOD"), call("BAD"), { ...call("OFF"), disabled: true }],
      { ...call("NIGHTLY"), precondition },
    ];
    const run = chain([{ name: "LOAD", maxStarts: 3, calls, handlers }]);
    run.scope.evaluate = () => "skip";
    run.start();
    const good = run.callRun("LOAD.GOOD").id;
    run.end("LOAD.GOOD", "Completed");
    run.scope.evaluate = () => "run";
    run.end("LOAD.BAD", "Error");
    expect(run.states()).toMatchObject({
      ...{ "LOAD.GOOD": "Skipped", "LOAD.BAD": "Scheduled" },
      ...{ "LOAD.OFF": "Ignored", "LOAD.NIGHTLY": "Scheduled" },
    });
    expect(run.callRun("LOAD.GOOD").keepsResultOf).toBe(good);
    expect(run.reasonOf(run.callRun("LOAD.GOOD").id)).toBe("KEPT_RESULT");
    run.end("LOAD.NIGHTLY", "Completed").end("LOAD.BAD", "Error");
    expect(run.callRun("LOAD.GOOD").keepsResultOf).toBe(good);
    expect(run.states()).toMatchObject({ "LOAD.NIGHTLY": "Skipped", "LOAD.BAD": "Scheduled" });
  });

  it("RestartChain: the chain ends Error and a new one is asked for", () => {
    const handlers: Handler[] = [
      { on: "Error", action: "RestartChain", version: "master", delaySeconds: 30 },
    ];
    const run = chain([{ name: "LOAD", calls: [call("A")], handlers }, { name: "POST" }]).start();
    run.end("LOAD.A", "Error");
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Error", POST: "Skipped" });
    expect(run.answers.at(-1)?.chainRestart).toEqual({
      ...{ version: "master", delaySeconds: 30, handlerRestarts: 1 },
    });
  });

  it("RequestRestart: step and chain wait in Console, with six replies", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RequestRestart", message: "Look here" }];
    const run = chain([{ name: "LOAD", calls: [call("A")], handlers }]).start();
    run.end("LOAD.A", "Error");
    expect(run.states()).toMatchObject({ chain: "Console", LOAD: "Console" });
    expect(run.answers.at(-1)?.message).toEqual({
      stepRunId: run.stepRun("LOAD").id,
      text: "Look here",
      replies: [
        ...["Restart step", "Restart failed", "Restart chain"],
        ...["Continue", "End Error", "End Completed"],
      ],
    });
    run.conduct();
    expect(run.states()).toMatchObject({ chain: "Console", LOAD: "Console" });
  });

  it("version: current repeats what was submitted, master takes the step as it is now", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RestartStep", version: "master" }];
    const run = chain([{ name: "LOAD", maxStarts: 2, calls: [call("A")], handlers }]).start();
    run.master = chainOf({ steps: [{ name: "LOAD", calls: [call("A"), call("NEW")] }] });
    run.end("LOAD.A", "Error");
    expect(run.answers.at(-1)?.newSteps[0]?.version).toBe("master");
    expect(run.states()).toMatchObject({ "LOAD.A": "Scheduled", "LOAD.NEW": "Scheduled" });
    expect(run.definition.steps[0]?.handlers).toEqual([]);
    run.end("LOAD.NEW", "Completed").end("LOAD.A", "Error");
    expect(run.chain.state).toBe("Error");
  });

  it("version: master fails, and says so, when the step is not there any more", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RestartStep", version: "master" }];
    const run = chain([{ name: "LOAD", maxStarts: 2, calls: [call("A")], handlers }]).start();
    run.master = chainOf({ steps: [{ name: "OTHER" }] });
    run.end("LOAD.A", "Error");
    expect(run.chain.state).toBe("Error");
    expect(run.reasonOf("chain")).toContain("the latest definition has no step LOAD");
  });
});

describe("8.2 rule 6: replies", () => {
  const asking = () => {
    const steps = [
      { name: "LOAD", calls: [call("A"), call("B")] },
      { name: "POST", calls: [call("C")] },
    ];
    const run = chain(steps, { requestRestartByDefault: true }).start();
    return run.end("LOAD.A", "Error").end("LOAD.B", "Completed");
  };

  it("Restart step runs all calls again", () => {
    const run = asking().answer("Restart step");
    expect(run.states()).toMatchObject({
      ...{ chain: "Waiting", LOAD: "Waiting", "LOAD.A": "Scheduled", "LOAD.B": "Scheduled" },
    });
    expect(run.steps[0]?.state).toBe("Error");
  });

  it("Restart failed runs the failed calls again", () => {
    const run = asking().answer("Restart failed");
    expect(run.states()).toMatchObject({ "LOAD.A": "Scheduled", "LOAD.B": "Skipped" });
  });

  it("Restart chain ends this one", () => {
    const run = asking().answer("Restart chain");
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Error", POST: "Skipped" });
    expect(run.answers.at(-1)?.chainRestart).toMatchObject({ handlerRestarts: 0 });
  });

  it("Continue goes on, and names who replied", () => {
    const run = asking().answer("Continue");
    expect(run.states()).toMatchObject({ chain: "Waiting", LOAD: "Completed", POST: "Waiting" });
    expect(run.reasonOf(run.stepRun("LOAD").id)).toBe("by reply of ANNA: Continue");
  });

  it("End Error and End Completed end the chain so", () => {
    expect(asking().answer("End Error").states()).toMatchObject({
      ...{ chain: "Error", LOAD: "Error", POST: "Skipped" },
    });
    expect(asking().answer("End Completed").states()).toMatchObject({
      ...{ chain: "Completed", LOAD: "Completed", POST: "Skipped" },
    });
  });

  it("ignores a reply about an earlier iteration", () => {
    const run = asking();
    const stale = { stepRunId: run.stepRun("LOAD").id, reply: "End Error", by: "ANNA" } as const;
    run.answer("Restart step").end("LOAD.A", "Error").end("LOAD.B", "Completed");
    run.reply = stale;
    expect(run.conduct().chain.state).toBe("Console");
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

describe("8.2 rule 9: preconditions", () => {
  const window = { window: "NIGHT" };

  it("evaluates a step's just before the step: false is Skipped, with its calls, and no handler fires", () => {
    const handlers: Handler[] = [{ on: "Completed", action: "End", status: "Error" }];
    const calls = [call("B"), { ...call("C"), disabled: true }];
    const run = chain([
      { name: "ONE", calls: [call("A")] },
      { name: "TWO", precondition: window, handlers, calls },
    ]);
    const asked: string[] = [];
    run.scope.evaluate = (_precondition, place) => {
      asked.push(`${place.step} ${place.call}`);
      return "skip";
    };
    run.start();
    expect(asked).toEqual([]);
    run.end("ONE.A", "Completed");
    expect(asked).toEqual(["TWO null"]);
    expect(run.states()).toMatchObject({
      ...{ chain: "Completed", TWO: "Skipped", "TWO.B": "Skipped", "TWO.C": "Ignored" },
    });
  });

  it("evaluates those of the calls together when the step starts, also where a call waits for another", () => {
    const calls = [
      { ...call("A"), precondition: window },
      { ...call("B"), precondition: window, after: ["A"] },
    ];
    const run = chain([{ name: "LOAD", calls }]);
    const asked: (string | null)[] = [];
    run.scope.evaluate = (_precondition, place) => {
      asked.push(place.call);
      return place.call === "A" ? "skip" : "run";
    };
    run.start();
    expect(asked).toEqual(["A", "B"]);
    expect(run.states()).toMatchObject({ "LOAD.A": "Skipped", "LOAD.B": "Scheduled" });
  });

  it("evaluates again in every iteration", () => {
    const handlers: Handler[] = [{ on: "Completed", action: "RestartStep" }];
    const calls = [{ ...call("A"), precondition: window }];
    const run = chain([{ name: "LOAD", maxStarts: 2, precondition: window, calls, handlers }]);
    let asked = 0;
    run.scope.evaluate = () => {
      asked += 1;
      return "run";
    };
    run.start().end("LOAD.A", "Completed");
    expect(asked).toBe(4);
  });

  it("an error while evaluating is the Error of the call, along legal moves, not a skip", () => {
    const calls = [{ ...call("A"), precondition: window }, call("B")];
    const run = chain([{ name: "LOAD", calls }]);
    run.scope.evaluate = () => ({ error: "there is no window NIGHT" });
    run.start();
    expect(run.runs.get(run.callRun("LOAD.A").id)?.states).toEqual([
      ...["New", "Chained", "Scheduled", "Dispatched", "Assigned", "Running", "Error"],
    ]);
    expect(run.answers.at(-1)?.starts.map(({ callRunId }) => callRunId)).toEqual([
      run.callRun("LOAD.B").id,
    ]);
    run.end("LOAD.B", "Completed");
    expect(run.chain.state).toBe("Error");
  });

  it("an error while evaluating is the Error of the step, and its handler for Error fires", () => {
    const step = { name: "LOAD", precondition: window, calls: [call("A")] };
    const broken = { error: "there is no window NIGHT" };
    const plain = chain([step]);
    plain.scope.evaluate = () => broken;
    expect(plain.start().states()).toEqual({
      ...{ chain: "Error", LOAD: "Error", "LOAD.A": "Skipped" },
    });
    expect(plain.reasonOf(plain.stepRun("LOAD").id)).toContain("there is no window NIGHT");
    const handled = chain([{ ...step, handlers: [on("Error", "Continue")] }]);
    handled.scope.evaluate = () => broken;
    expect(handled.start().states()).toMatchObject({ chain: "Completed", LOAD: "Completed" });
  });

  it("a delayed step whose precondition is false by then ends with nothing of it run", () => {
    const handlers: Handler[] = [{ on: "Error", action: "RestartStep", delaySeconds: 60 }];
    const run = chain([
      { name: "LOAD", maxStarts: 2, precondition: window, calls: [call("A")], handlers },
    ]).start();
    run.end("LOAD.A", "Error");
    run.scope.evaluate = () => "skip";
    run.advance(60);
    expect(run.states()).toMatchObject({ chain: "Completed", "LOAD.A": "Skipped" });
    expect(run.reasonOf(run.stepRun("LOAD").id)).toBe("PRECONDITION_FALSE");
  });
});

describe("8.2 rule 10: the final status of a chain", () => {
  it("is Completed when the last step is Skipped or Ignored", () => {
    const steps = [
      { name: "LOAD", calls: [call("A")] },
      { name: "OFF", disabled: true },
    ];
    expect(chain(steps).start().end("LOAD.A", "Completed").chain.state).toBe("Completed");
  });

  it("is Completed when a handler repaired what ended badly", () => {
    const steps = [{ name: "LOAD", calls: [call("A")], handlers: [on("Killed", "Continue")] }];
    const run = chain(steps).start();
    run.step(run.callRun("LOAD.A").id, ["Dispatched", "Assigned", "Running"]);
    run.stop(planKill(run.picture(), run.stepRun("LOAD").id)).end("LOAD.A", "Killed");
    expect(run.states()).toMatchObject({ chain: "Completed", LOAD: "Killed" });
  });

  it("an explicit End wins over a good step", () => {
    const handlers: Handler[] = [{ on: "Completed", action: "End", status: "Error" }];
    expect(chain([{ name: "LOAD", handlers }]).start().chain.state).toBe("Error");
  });

  it("a kill wins: the chain is Killed and no handler runs", () => {
    const run = chain([
      { name: "LOAD", calls: [call("A")], handlers: [on("Killed", "Continue")] },
      { name: "POST", calls: [call("B")] },
    ]).start();
    run.step(run.callRun("LOAD.A").id, ["Dispatched", "Assigned", "Running"]);
    run.stop(planKill(run.picture(), "chain"));
    expect(run.states()).toMatchObject({ chain: "Killing", LOAD: "Killing", POST: "Canceled" });
    run.end("LOAD.A", "Killed");
    expect(run.states()).toEqual({
      ...{ chain: "Killed", LOAD: "Killed", "LOAD.A": "Killed" },
      ...{ POST: "Canceled", "POST.B": "Canceled" },
    });
  });
});

describe("8.2 rule 11: kill and cancel of a step or call are normal bad outcomes", () => {
  it("a canceled call makes its chain Error by default", () => {
    const run = chain([{ name: "LOAD", calls: [call("A"), call("B")] }]).start();
    run.stop(planCancel(run.picture(), run.callRun("LOAD.A").id)).end("LOAD.B", "Completed");
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Error", "LOAD.A": "Canceled" });
  });

  it("a killed step is Killed once its calls are, and its handler for Killed fires", () => {
    const run = chain([
      { name: "LOAD", calls: [call("A"), call("B")], handlers: [on("Killed", "Continue")] },
      { name: "POST", calls: [call("C")] },
    ]).start();
    run.step(run.callRun("LOAD.A").id, ["Dispatched", "Assigned", "Running"]);
    run.stop(planKill(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({
      ...{ chain: "Waiting", LOAD: "Killing", "LOAD.A": "Killing", "LOAD.B": "Canceled" },
    });
    run.end("LOAD.A", "Killed");
    expect(run.states()).toMatchObject({ LOAD: "Killed", POST: "Waiting" });
  });

  it("a killed step makes its chain Error by default, not Killed", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }, { name: "POST" }]).start();
    run.stop(planKill(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Killed", POST: "Skipped" });
  });

  it("a step canceled ahead of its turn counts when its turn comes", () => {
    const run = chain([
      { name: "LOAD", calls: [call("A")] },
      { name: "POST", calls: [call("B")], handlers: [on("Canceled", "Continue")] },
      { name: "LAST", calls: [call("C")] },
    ]).start();
    run.stop(planCancel(run.picture(), run.stepRun("POST").id));
    run.stop(planCancel(run.picture(), run.stepRun("LAST").id));
    expect(run.states()).toMatchObject({ LOAD: "Waiting", POST: "Canceled", "POST.B": "Canceled" });
    run.end("LOAD.A", "Completed");
    expect(run.chain.state).toBe("Error");
    expect(run.reasonOf("chain")).toBe("by system default, after Canceled");
  });

  it("a killed step can be restarted by the operator its chain asks", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }], { requestRestartByDefault: true });
    run.start().stop(planKill(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({ chain: "Console", LOAD: "Killed" });
    run.answer("Restart step");
    expect(run.stepRun("LOAD")).toMatchObject({ iteration: 2, state: "Waiting" });
  });

  it("a step killed while its chain asks about it has had its handler: the system default follows", () => {
    const run = chain([{ name: "LOAD", calls: [call("A")] }], { requestRestartByDefault: true });
    run.start().end("LOAD.A", "Error");
    run.stop(planKill(run.picture(), run.stepRun("LOAD").id));
    expect(run.states()).toMatchObject({ chain: "Error", LOAD: "Killed" });
  });
});

describe("8.2 rule 13: a handler that repairs a chain leaves the real ends alone", () => {
  it("moves no call that has ended, so that its events were raised for what it was", () => {
    const run = chain([
      { name: "LOAD", calls: [call("A")], handlers: [on("Error", "Continue")] },
    ]).start();
    const { id } = run.callRun("LOAD.A");
    run.end("LOAD.A", "Error");
    expect(run.chain.state).toBe("Completed");
    expect(run.stateOf(id)).toBe("Error");
    expect(run.answers.at(-1)?.moves.map(({ runId }) => runId)).not.toContain(id);
  });
});
