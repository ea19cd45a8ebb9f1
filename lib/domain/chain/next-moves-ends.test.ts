import { describe, expect, it } from "vitest";
import { ChainSimulator, call, chainOf } from "@/lib/testing/chain-simulator";
import type { ChainDefinitionInput } from "./chain-definition";
import { planCancel, planKill } from "./stop-plan";

type Steps = ChainDefinitionInput["steps"];
type Handler = NonNullable<Steps[number]["handlers"]>[number];

function chain(steps: Steps, rest: Omit<ChainDefinitionInput, "steps"> = {}): ChainSimulator {
  return new ChainSimulator(chainOf({ steps, ...rest }));
}

const continueOn = (trigger: Handler["on"]): Handler => ({ on: trigger, action: "Continue" });

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
    const handled = chain([{ ...step, handlers: [continueOn("Error")] }]);
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
    const steps = [{ name: "LOAD", calls: [call("A")], handlers: [continueOn("Killed")] }];
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
      { name: "LOAD", calls: [call("A")], handlers: [continueOn("Killed")] },
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
      { name: "LOAD", calls: [call("A"), call("B")], handlers: [continueOn("Killed")] },
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
      { name: "POST", calls: [call("B")], handlers: [continueOn("Canceled")] },
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
