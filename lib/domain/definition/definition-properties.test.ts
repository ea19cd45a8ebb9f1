import { describe, expect, it } from "vitest";
import { definitionPropertiesSchema, NO_PROPERTIES } from "./definition-properties";
import { parseInput } from "./parse-input";

function refusalOf(input: unknown): unknown {
  try {
    parseInput(definitionPropertiesSchema, input);
  } catch (error) {
    return error;
  }
  return null;
}

describe("the properties of a definition", () => {
  it("ask for nothing by default", () => {
    expect(NO_PROPERTIES).toEqual({
      parameters: [],
      locks: [],
      waitEvents: [],
      raiseEvents: [],
      timeWindow: null,
      whenOverdue: "Scheduled",
      minimumOpenSeconds: null,
      restart: null,
      runtimeLimit: null,
      returnCodes: null,
      jobClass: "C",
      calendar: null,
      holidayRule: "ALWAYS",
      program: null,
      wait: null,
      chain: null,
    });
  });

  it("fill what is left out of an entry", () => {
    const given = {
      locks: [{ lock: "LEDGER" }],
      waitEvents: [{ event: "CLOSED" }],
      raiseEvents: [{ event: "DONE" }],
      restart: { on: { Error: "Restart" } },
      runtimeLimit: { maxSeconds: 60 },
      program: { program: "/bin/date" },
    };
    expect(parseInput(definitionPropertiesSchema, given)).toMatchObject({
      locks: [{ lock: "LEDGER", mode: "exclusive", units: 1 }],
      waitEvents: [{ event: "CLOSED", clear: false, autoSubmit: "Never" }],
      raiseEvents: [{ event: "DONE", on: "Completed", comment: "", errorCode: null }],
      restart: { on: { Error: "Restart" }, maxStarts: 1, delaySeconds: 0 },
      runtimeLimit: { maxSeconds: 60, kill: false },
      program: { arguments: [], variant: null, environment: {}, workingDirectory: null },
    });
  });

  it("may raise one event on several states", () => {
    const raiseEvents = [{ event: "DONE" }, { event: "DONE", on: "Error" }];
    expect(parseInput(definitionPropertiesSchema, { raiseEvents }).raiseEvents).toHaveLength(2);
  });

  it.each([
    [{ locks: [{ lock: "A" }, { lock: "A" }] }, "locks.1.lock"],
    [{ locks: [{ lock: "A", units: 0 }] }, "locks.0.units"],
    [{ locks: [{ lock: "" }] }, "locks.0.lock"],
    [{ locks: [{ name: "A" }] }, "locks.0.lock"],
    [{ locks: [{ lock: "A", mode: "greedy" }] }, "locks.0.mode"],
    [{ waitEvents: [{ event: "A" }, { event: "A" }] }, "waitEvents.1.event"],
    [{ waitEvents: [{ event: "A", autoSubmit: true }] }, "waitEvents.0.autoSubmit"],
    [{ raiseEvents: [{ event: "A" }, { event: "A" }] }, "raiseEvents.1.event"],
    [{ raiseEvents: [{ event: "A", on: "Held" }] }, "raiseEvents.0.on"],
    [{ raiseEvents: [{ event: "A", comment: "=1 +" }] }, "raiseEvents.0.comment"],
    [{ whenOverdue: "Never" }, "whenOverdue"],
    [{ minimumOpenSeconds: -1 }, "minimumOpenSeconds"],
    [{ restart: { on: { Skipped: "Restart" } } }, "restart.on.Skipped"],
    [{ restart: { on: { Error: "Again" } } }, "restart.on.Error"],
    [{ restart: { maxStarts: 101 } }, "restart.maxStarts"],
    [{ runtimeLimit: { kill: true } }, "runtimeLimit.maxSeconds"],
    [{ returnCodes: "10-5" }, "returnCodes"],
    [{ jobClass: "D" }, "jobClass"],
    [{ holidayRule: "NEVER" }, "holidayRule"],
    [{ wait: { seconds: 604_801 } }, "wait.seconds"],
    [{ wait: {} }, "wait.seconds"],
    [{ program: { program: "" } }, "program.program"],
    [{ program: { program: "a", arguments: "b" } }, "program.arguments"],
    [{ program: { program: "a", environment: { "1A": "b" } } }, "program.environment.1A"],
    [{ parameters: [{ name: "a" }, { name: "a" }] }, "parameters.1.name"],
    [{ parameters: [{ name: "a", type: "number", default: "x" }] }, "parameters.0.default"],
    [{ chain: { steps: [] } }, "chain.steps"],
    [{ colour: "blue" }, "colour"],
  ])("refuse %j at its path", (input, field) => {
    expect(refusalOf(input)).toMatchObject({ code: "invalid", field });
  });
});
