import { describe, expect, it } from "vitest";
import { ChainSimulator, call, chainOf } from "@/lib/testing/chain-simulator";
import type { ChainDefinitionInput } from "./chain-definition";

type Steps = ChainDefinitionInput["steps"];
type Handler = NonNullable<Steps[number]["handlers"]>[number];

function chain(steps: Steps, rest: Omit<ChainDefinitionInput, "steps"> = {}): ChainSimulator {
  return new ChainSimulator(chainOf({ steps, ...rest }));
}

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
