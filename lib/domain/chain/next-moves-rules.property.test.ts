import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import { arbitraryChain } from "@/lib/testing/chain-arbitrary";
import { ChainSimulator } from "@/lib/testing/chain-simulator";
import type { ChainDefinition, ChainStep } from "./chain-definition";
import type { StatusHandler } from "./status-handler";

type OutcomeOf = (label: string) => RunState;

/**
 * The rules of 8.2 read once more, as plainly as can be: one step after the other, with names and counters
 * instead of runs and moves. It knows nothing of the code under test.
 */
class Reading {
  /** End of every run by its label, `S1#2.A` for call A in the second iteration of S1. */
  readonly ends: Record<string, RunState> = {};
  private readonly round: Record<string, number> = {};
  private readonly starts: Record<string, number> = {};
  private kept = new Set<string>();

  constructor(
    private readonly chain: ChainDefinition,
    private readonly outcomeOf: OutcomeOf,
  ) {
    for (const { name } of chain.steps) {
      this.round[name] = 1;
      this.starts[name] = 1;
    }
    for (const { name, disabled } of chain.steps) if (disabled) this.starts[name] = 0;
  }

  read(): Record<string, RunState> {
    let at = 0;
    while (at < this.chain.steps.length) {
      const step = this.chain.steps[at];
      if (!step) break;
      const next = step.disabled ? this.leaveOut(step, at) : this.runStep(step, at);
      if (next === null) return this.ends;
      at = next;
    }
    this.ends.chain = "Completed";
    return this.ends;
  }

  private label({ name }: ChainStep): string {
    return `${name}#${this.round[name]}`;
  }

  private leaveOut(step: ChainStep, at: number): number {
    this.passOver(step);
    return at + 1;
  }

  private passOver(step: ChainStep): void {
    this.ends[this.label(step)] = step.disabled ? "Ignored" : "Skipped";
    for (const { name, disabled } of step.calls) {
      this.ends[`${this.label(step)}.${name}`] = disabled ? "Ignored" : "Skipped";
    }
  }

  private runStep(step: ChainStep, at: number): number | null {
    const counted: RunState[] = [];
    for (const { name, disabled, ignoreStatus } of step.calls) {
      const label = `${this.label(step)}.${name}`;
      const end = disabled ? "Ignored" : this.kept.has(label) ? "Skipped" : this.outcomeOf(label);
      this.ends[label] = end;
      if (!ignoreStatus) counted.push(end);
    }
    const order = ["Error", "Unknown", "Killed", "Canceled"] as const;
    const trigger = order.find((bad) => counted.includes(bad)) ?? "Completed";
    const action = this.handlerOf(step, trigger);
    if (action === null) return trigger === "Completed" ? this.goOn(step, at) : this.fail(step, at);
    return this.carryOut(step, at, action, trigger);
  }

  private handlerOf(step: ChainStep, trigger: string): StatusHandler | null {
    const candidates = [
      step.handlers.find(({ on }) => on === trigger),
      step.handlers.find(({ on }) => on === "Otherwise"),
      this.chain.handlers.find(({ on }) => on === trigger),
      this.chain.handlers.find(({ on }) => on === "Otherwise"),
    ];
    const first = candidates.find((handler) => handler !== undefined);
    return first && first.action !== "IgnoreChainDefault" ? first : null;
  }

  private carryOut(step: ChainStep, at: number, handler: StatusHandler, trigger: string) {
    switch (handler.action) {
      case "Continue":
        return this.goOn(step, at);
      case "End":
        return this.end(step, at, handler.status, handler.status);
      case "Goto":
        return this.goTo(step, at, handler.step);
      case "RestartChain":
        if (step.maxStarts > 1 && this.startsOf(step) >= step.maxStarts) return this.fail(step, at);
        return this.end(step, at, trigger === "Completed" ? "Completed" : "Error", "Error");
      case "RestartStep":
      case "RestartFailed":
        if (this.startsOf(step) >= step.maxStarts) return this.fail(step, at);
        this.ends[this.label(step)] = trigger === "Completed" ? "Completed" : "Error";
        this.startsAgain(step, handler.action === "RestartFailed");
        this.starts[step.name] = this.startsOf(step) + 1;
        return at;
      default:
        throw new Error("not in these chains");
    }
  }

  private startsOf({ name }: ChainStep): number {
    return this.starts[name] ?? 0;
  }

  private goOn(step: ChainStep, at: number): number {
    this.ends[this.label(step)] = "Completed";
    return at + 1;
  }

  private fail(step: ChainStep, at: number): null {
    return this.end(step, at, "Error", "Error");
  }

  private end(step: ChainStep, at: number, own: RunState, chain: RunState): null {
    this.ends[this.label(step)] = own;
    for (const other of this.chain.steps.slice(at + 1)) this.passOver(other);
    this.ends.chain = chain;
    return null;
  }

  private goTo(step: ChainStep, at: number, name: string): number | null {
    const target = this.chain.steps.findIndex((other) => other.name === name);
    const aim = this.chain.steps[target];
    if (!aim) throw new Error("no such step");
    if (target <= at && this.startsOf(aim) >= aim.maxStarts) return this.fail(step, at);
    this.goOn(step, at);
    for (const between of this.chain.steps.slice(at + 1, target)) {
      this.passOver(between);
      if (this.round[between.name] === 1) this.starts[between.name] = 0;
    }
    if (target <= at) {
      for (const again of this.chain.steps.slice(target, at + 1)) this.startsAgain(again, false);
      this.starts[name] = this.startsOf(aim) + 1;
    }
    return target;
  }

  private startsAgain(step: ChainStep, keepsGood: boolean): void {
    const before = this.label(step);
    this.round[step.name] = (this.round[step.name] ?? 0) + 1;
    for (const { name } of step.calls) {
      const isGood =
        this.ends[`${before}.${name}`] === "Completed" || this.kept.has(`${before}.${name}`);
      if (keepsGood && isGood) this.kept.add(`${this.label(step)}.${name}`);
    }
  }
}

/** Lets a chain run: its calls end as told, in an order of their own, and delays pass. */
function simulate(definition: ChainDefinition, outcomeOf: OutcomeOf, order: number[]) {
  const run = new ChainSimulator(definition);
  run.start();
  for (let round = 0; !run.isOver(); round += 1) {
    if (round > 5000) throw new Error("The chain does not end");
    const open = run.calls.filter(({ state }) => state === "Scheduled");
    const next = open[(order[round % order.length] ?? 0) % open.length];
    if (!next) run.advance(60);
    else {
      const label = run.runs.get(next.id)?.label ?? "";
      run.end(label.replace(/#\d+/, ""), outcomeOf(label));
    }
  }
  const rows = [run.chain, ...run.steps, ...run.calls];
  expect(rows.every(({ state }) => isFinal(state))).toBe(true);
  return Object.fromEntries(rows.map(({ id, state }) => [run.runs.get(id)?.label, state]));
}

describe("nextMoves against a plain reading of the rules", () => {
  it("8.2 rules 1 to 7 and 10: every run of a chain left to itself ends as the rules say", () => {
    const chains = arbitraryChain({ hasConditions: false, asks: false });
    const ends = fc.func<[string], RunState>(
      fc.constantFrom("Completed", "Completed", "Error", "Unknown", "Killed", "Canceled"),
    );
    const order = fc.array(fc.nat(20), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(chains, ends, order, (definition, outcomeOf, numbers) => {
        const expected = new Reading(definition, outcomeOf).read();
        expect(simulate(definition, outcomeOf, numbers)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });
});
