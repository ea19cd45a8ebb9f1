import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFinal, type RunState, STAGES, stageOf } from "@/lib/domain/run/run-state";
import { arbitraryChain } from "@/lib/testing/chain-arbitrary";
import { ChainSimulator } from "@/lib/testing/chain-simulator";
import type { ChainDefinition } from "./chain-definition";
import type { CallRun } from "./chain-picture";
import { nextMoves } from "./next-moves";
import { planDisable, planEnable, planHold, planRelease } from "./operator-plan";
import { RESTART_REPLIES } from "./restart-reply";
import { planCancel, planForceUnknown, planKill } from "./stop-plan";

const ENDS = [
  "Completed",
  "Completed",
  "Completed",
  "Error",
  "Unknown",
  "Killed",
  "Canceled",
] as const;

/** Plays the world around a chain from a list of numbers; without any left, it lets everything end. */
class World {
  readonly run: ChainSimulator;
  private readonly choices: number[];

  constructor(definition: ChainDefinition, choices: number[]) {
    this.run = new ChainSimulator(definition);
    this.choices = choices.toReversed();
    this.run.scope.evaluate = () => this.pick(["run", "run", "skip", { error: "broken" }]);
    this.run.scope.evaluateSwitch = () => this.pick([false, false, true, { error: "broken" }]);
    this.run.scope.resolveCall = () =>
      this.pick([
        ...Array.from({ length: 4 }, () => ({ ok: true as const, parameters: {} })),
        { ok: false as const, missing: true, reason: "missing" },
        { ok: false as const, missing: false, reason: "broken" },
      ]);
  }

  play(): void {
    this.run.start();
    for (let round = 0; !this.run.isOver(); round += 1) {
      if (round > 2000) throw new Error("The chain does not end");
      this.event();
      this.run.conduct();
      expectQuiet(this.run);
    }
    this.run.conduct();
  }

  /** The first of the options when the numbers are used up. */
  private pick<T>(options: readonly T[]): T {
    const option = options[(this.choices.pop() ?? 0) % options.length];
    if (option === undefined) throw new Error("nothing to choose from");
    return option;
  }

  private event(): void {
    if (this.choices.length > 0 && this.pick([false, false, true])) this.operate();
    else this.pick(this.progress())();
  }

  /** What goes on by itself, or with the least an operator has to do. */
  private progress(): (() => void)[] {
    const { run } = this;
    const events: (() => void)[] = [];
    if (run.chain.state === "Console") events.push(() => this.answer());
    for (const step of run.steps) {
      if (step.state === "Held") events.push(() => run.step(step.id, ["Running"]));
      if (step.state === "Delayed") events.push(() => void run.advance(60));
    }
    return [...events, ...run.calls.flatMap((one) => this.progressOf(one))];
  }

  private progressOf({ id, state, isAutomaticRestartPending }: CallRun): (() => void)[] {
    const { run } = this;
    const label = this.labelOf(id);
    if (isAutomaticRestartPending && label !== null) return [() => run.retry(label)];
    switch (state) {
      case "Scheduled":
      case "Running":
        return [() => this.execute(id, state)];
      case "Held":
        return [() => run.step(id, ["Scheduled"])];
      case "Modified":
        return [() => run.step(id, ["Chained"])];
      case "Killing":
        return [() => run.step(id, [this.pick(["Killed", "Completed"])])];
      default:
        return [];
    }
  }

  private execute(id: string, state: "Scheduled" | "Running"): void {
    const label = this.labelOf(id);
    if (label === null) throw new Error(`An earlier attempt is ${state}`);
    const end = this.pick(["end", "end", "begin", "retry"]);
    if (end === "begin" && state === "Scheduled") {
      this.run.step(id, ["Dispatched", "Assigned", "Running"]);
      return;
    }
    const canRetry =
      end === "retry" && this.run.stepRun(label.split(".")[0] ?? "").state === "Waiting";
    if (canRetry) this.run.callRun(label).isAutomaticRestartPending = true;
    const outcome = canRetry ? "Error" : this.pick(ENDS);
    this.run.execute(label, state === "Running" && outcome === "Canceled" ? "Killed" : outcome);
  }

  private answer(): void {
    const asked = this.run.answers.findLast(({ message }) => message !== null)?.message;
    const reply = this.pick(["End Error" as const, ...RESTART_REPLIES]);
    if (asked) this.run.reply = { stepRunId: asked.stepRunId, reply, by: "ANNA" };
  }

  /** Any act on any run; what is refused does nothing. */
  private operate(): void {
    const { run } = this;
    const target = this.pick([run.chain, ...run.steps, ...run.calls]);
    const stop = this.pick([planKill, planCancel, planForceUnknown, null]);
    if (stop !== null) {
      const plan = stop(run.picture(), target.id);
      if (plan.ok) run.apply(plan.moves);
      return;
    }
    if (!("holdWhenReached" in target)) return;
    const role = "stepRunId" in target ? "call" : "step";
    const plan = this.pick([planHold, planRelease, planDisable, planEnable])({ ...target, role });
    if (!plan.ok) return;
    target.holdWhenReached = plan.holdWhenReached;
    run.step(target.id, plan.path);
  }

  /** `STEP.CALL` for the attempt that counts; null for an earlier one. */
  private labelOf(id: string): string | null {
    const one = this.run.calls.find((call) => call.id === id);
    const step = this.run.steps.find((run) => run.id === one?.stepRunId);
    if (!one || !step || this.run.stepRun(step.name) !== step) return null;
    const label = `${step.name}.${one.name}`;
    return this.run.callRun(label).id === id ? label : null;
  }
}

/** With nothing new there is nothing to decide, one step is under way, and no run moved twice in one decision. */
function expectQuiet(run: ChainSimulator): void {
  const again = nextMoves(run.picture(), run.scope);
  expect(again).toMatchObject({ moves: [], newSteps: [], message: null, chainRestart: null });
  const waiting: RunState[] = ["Chained", "Disabled"];
  const underWay = run.steps.filter(({ state }) => !isFinal(state) && !waiting.includes(state));
  expect(underWay.length).toBeLessThanOrEqual(run.chain.state === "Killing" ? 5 : 1);
  for (const { moves } of run.answers) {
    expect(new Set(moves.map(({ runId }) => runId)).size).toBe(moves.length);
  }
}

function expectOver(run: ChainSimulator): void {
  for (const { label, states } of run.runs.values()) {
    const ranks = states.map((state) => STAGES.indexOf(stageOf(state)));
    expect(ranks, `stages of ${label}`).toEqual(ranks.toSorted((a, b) => a - b));
    expect(states.filter(isFinal), `final states of ${label}`).toHaveLength(1);
    expect(isFinal(states.at(-1) ?? "New"), `${label} is final`).toBe(true);
    const [before, last] = states.slice(-2);
    if (last === "Ignored") expect(before, label).toBe("Disabled");
    if (last === "Skipped") expect(before, label).not.toBe("Disabled");
  }
  for (const { name, maxStarts } of run.definition.steps) {
    const counted = run.steps.filter((step) => step.name === name && step.countsAsStart);
    const passed = counted.filter(
      ({ iteration, state }) => iteration === 1 && (state === "Skipped" || state === "Ignored"),
    );
    expect(counted.length - passed.length, `starts of ${name}`).toBeLessThanOrEqual(maxStarts);
  }
}

describe("nextMoves, whatever happens", () => {
  it("makes legal moves only, ends every chain within its limits, and leaves nothing open", () => {
    const chains = arbitraryChain({ hasConditions: true, asks: true });
    const choices = fc.array(fc.nat(10_000), { maxLength: 120 });
    fc.assert(
      fc.property(chains, choices, (definition, numbers) => {
        const world = new World(definition, numbers);
        world.play();
        expectOver(world.run);
      }),
      { numRuns: 400 },
    );
  });
});
