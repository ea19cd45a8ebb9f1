import { describe, expect, it } from "vitest";
import { chainOf } from "@/lib/testing/chain-simulator";
import type { ChainDefinitionInput } from "./chain-definition";
import { decideHandler, type HandlerDecision, type StepTrigger, triggerOf } from "./decide-handler";

type Steps = ChainDefinitionInput["steps"];
type Handlers = ChainDefinitionInput["handlers"];

interface Question {
  steps: Steps;
  handlers?: Handlers;
  trigger?: StepTrigger;
  at?: string;
  used?: Record<string, number>;
  handlerRestarts?: number;
  requestRestartByDefault?: boolean;
}

function decide({ trigger = "Error", used = {}, handlerRestarts = 0, ...rest }: Question) {
  const definition = chainOf(rest);
  const step = definition.steps.find(({ name }) => name === (rest.at ?? "LOAD"));
  if (!step) throw new Error("no such step");
  const startsUsed = (name: string) => used[name] ?? 1;
  return decideHandler({ definition, step, trigger, startsUsed, handlerRestarts });
}

function short({ action, level, by }: HandlerDecision): string {
  return `${action.action} (${level}: ${by})`;
}

const ends = (...states: Parameters<typeof triggerOf>[0][number]["state"][]) =>
  states.map((state) => ({ state, ignoreStatus: false }));

describe("triggerOf", () => {
  it("8.2 rule 2: Completed, Skipped and Ignored are good, and an empty set is", () => {
    expect(triggerOf(ends("Completed", "Skipped", "Ignored"))).toBe("Completed");
    expect(triggerOf([])).toBe("Completed");
  });

  it("8.2 rule 2: calls marked ignore status are left out", () => {
    expect(triggerOf([{ state: "Error", ignoreStatus: true }, ...ends("Completed")])).toBe(
      "Completed",
    );
    expect(triggerOf([{ state: "Error", ignoreStatus: true }, ...ends("Killed")])).toBe("Killed");
  });

  it("8.2 rule 3: Error comes before Unknown, Unknown before Killed, Killed before Canceled", () => {
    expect(triggerOf(ends("Canceled", "Killed", "Unknown", "Error"))).toBe("Error");
    expect(triggerOf(ends("Canceled", "Killed", "Unknown"))).toBe("Unknown");
    expect(triggerOf(ends("Canceled", "Killed", "Completed"))).toBe("Killed");
    expect(triggerOf(ends("Completed", "Canceled"))).toBe("Canceled");
  });
});

describe("decideHandler", () => {
  const on = (trigger: StepTrigger | "Otherwise") => ({ on: trigger, action: "Continue" }) as const;

  it("8.2 rule 4: the step's handler for the trigger comes before its Otherwise", () => {
    const handlers = [on("Otherwise"), { on: "Error", action: "End", status: "Error" } as const];
    expect(short(decide({ steps: [{ name: "LOAD", handlers }] }))).toBe(
      "End (step: handler Error of step LOAD)",
    );
  });

  it("8.2 rule 4: the step's Otherwise comes before a chain handler for the trigger", () => {
    const steps = [{ name: "LOAD", handlers: [on("Otherwise")] }];
    const handlers = [{ on: "Error", action: "End", status: "Error" } as const];
    expect(short(decide({ steps, handlers }))).toBe(
      "Continue (step: handler Otherwise of step LOAD)",
    );
  });

  it("8.2 rule 4: the chain's handler for the trigger comes before its Otherwise, and both before the switch", () => {
    const steps = [{ name: "LOAD", handlers: [on("Killed")] }];
    const handlers = [on("Otherwise"), on("Unknown")];
    const all = { steps, handlers, requestRestartByDefault: true };
    expect(short(decide({ ...all, trigger: "Unknown" }))).toBe(
      "Continue (chain: handler Unknown of the chain)",
    );
    expect(short(decide({ ...all, trigger: "Error" }))).toBe(
      "Continue (chain: handler Otherwise of the chain)",
    );
  });

  it("8.2 rule 4: the easy-restart switch asks for bad triggers only", () => {
    const question = { steps: [{ name: "LOAD" }], requestRestartByDefault: true };
    for (const trigger of ["Error", "Unknown", "Killed", "Canceled"] as const) {
      expect(short(decide({ ...question, trigger }))).toBe(
        "RequestRestart (switch: request restart by default)",
      );
    }
    expect(decide({ ...question, trigger: "Completed" }).action).toEqual({ action: "Continue" });
  });

  it("8.2 rule 4: IgnoreChainDefault of a step jumps over the chain's handlers and the switch", () => {
    const steps = [{ name: "LOAD", handlers: [{ on: "Error", action: "IgnoreChainDefault" }] }];
    const question = { steps, handlers: [on("Error")], requestRestartByDefault: true } as Question;
    expect(short(decide(question))).toBe("Fail (default: system default)");
    expect(decide({ ...question, trigger: "Killed" }).level).toBe("switch");
  });

  it("8.2 rule 4: Otherwise also takes an all-good step", () => {
    const steps = [
      { name: "LOAD", handlers: [{ on: "Otherwise", action: "End", status: "Error" } as const] },
    ];
    expect(decide({ steps, trigger: "Completed" }).action).toEqual({
      action: "End",
      status: "Error",
    });
  });

  it("8.2 rule 5: without any handler good goes on and bad fails", () => {
    const steps = [{ name: "LOAD" }];
    expect(decide({ steps, trigger: "Completed" }).action).toEqual({ action: "Continue" });
    expect(decide({ steps, trigger: "Canceled" }).action).toEqual({ action: "Fail" });
  });
});

describe("decideHandler within the limit of starts", () => {
  const restarting = (
    action: "RestartStep" | "RestartFailed" | "RestartChain",
    maxStarts: number,
  ) => [{ name: "LOAD", maxStarts, handlers: [{ on: "Error" as const, action }] }];

  it.each(["RestartStep", "RestartFailed"] as const)(
    "8.2 rule 7: %s acts as the system default for a bad end once maxStarts is used up, the first run included",
    (action) => {
      const steps = restarting(action, 3);
      expect(decide({ steps, used: { LOAD: 2 } }).action.action).toBe(action);
      expect(short(decide({ steps, used: { LOAD: 3 } }))).toBe(
        "Fail (default: system default: step LOAD has used up its 3 starts)",
      );
    },
  );

  it("8.2 rule 7: with the default of 1 a step is never restarted", () => {
    const steps = [{ name: "LOAD", handlers: [{ on: "Error", action: "RestartStep" } as const] }];
    expect(short(decide({ steps }))).toBe(
      "Fail (default: system default: step LOAD has used up its only start)",
    );
  });

  it("8.2 rule 7: a backward or self Goto uses up a start of its target, a forward one none", () => {
    const goto = (step: string) => [{ on: "Completed", action: "Goto", step } as const];
    const steps = [
      { name: "FIRST", maxStarts: 2 },
      { name: "LOAD", handlers: goto("FIRST") },
      { name: "LAST" },
    ];
    const trigger = "Completed";
    expect(decide({ steps, trigger, used: { FIRST: 1, LOAD: 9 } }).action.action).toBe("Goto");
    expect(decide({ steps, trigger, used: { FIRST: 2 } }).action.action).toBe("Fail");
    const toItself = [{ name: "LOAD", maxStarts: 2, handlers: goto("LOAD") }];
    expect(decide({ steps: toItself, trigger, used: { LOAD: 2 } }).action.action).toBe("Fail");
    const ahead = [{ name: "LOAD", handlers: goto("LAST") }, { name: "LAST" }];
    expect(decide({ steps: ahead, trigger, used: { LAST: 1 } }).action.action).toBe("Goto");
  });

  it("8.2 rule 7: the hard cap is 100 whatever the definition says", () => {
    const definition = chainOf({ steps: restarting("RestartStep", 100) });
    const steps = definition.steps.map((step) => ({ ...step, maxStarts: 1000 }));
    const [step] = steps;
    if (!step) throw new Error("no step");
    const question = { definition, step, trigger: "Error" as const, handlerRestarts: 0 };
    const at = (used: number) => decideHandler({ ...question, startsUsed: () => used });
    expect(at(99).action.action).toBe("RestartStep");
    expect(at(100).action.action).toBe("Fail");
  });

  it("8.2 rule 7: RestartChain is limited over the restarted chains, by the hard cap at the least", () => {
    const limited = restarting("RestartChain", 3);
    expect(decide({ steps: limited, handlerRestarts: 1 }).action.action).toBe("RestartChain");
    expect(decide({ steps: limited, handlerRestarts: 2 }).action.action).toBe("Fail");
    const once = restarting("RestartChain", 1);
    expect(decide({ steps: once, handlerRestarts: 98 }).action.action).toBe("RestartChain");
    expect(decide({ steps: once, handlerRestarts: 99 }).action.action).toBe("Fail");
  });

  it("fails, and says so, when a Goto leads nowhere", () => {
    const steps = [
      { name: "LOAD", handlers: [{ on: "Error", action: "Goto", step: "GONE" } as const] },
    ];
    expect(decide({ steps }).by).toBe("system default: the chain has no step GONE");
  });
});
