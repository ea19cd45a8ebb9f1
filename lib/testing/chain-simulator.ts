import {
  type ChainDefinition,
  type ChainDefinitionInput,
  chainDefinitionSchema,
} from "@/lib/domain/chain/chain-definition";
import type { ChainMoves, NewStep } from "@/lib/domain/chain/chain-moves";
import type { CallRun, ChainPicture, ReplyGiven, StepRun } from "@/lib/domain/chain/chain-picture";
import type { ChainScope } from "@/lib/domain/chain/chain-scope";
import { planChainSubmission } from "@/lib/domain/chain/chain-submission";
import { nextMoves } from "@/lib/domain/chain/next-moves";
import type { ChainPlan } from "@/lib/domain/chain/planned-tree";
import type { RestartReply } from "@/lib/domain/chain/restart-reply";
import type { StopPlan } from "@/lib/domain/chain/stop-plan";
import { isFinal, move, type RunState } from "@/lib/domain/run/run-state";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Everything a run of the simulated chain has been in, in order, New included. */
export interface SimulatedRun {
  readonly id: string;
  readonly label: string;
  readonly states: RunState[];
  reason: string | null;
}

/** A chain definition with its defaults filled. */
export function chainOf(input: ChainDefinitionInput): ChainDefinition {
  return chainDefinitionSchema.parse(input);
}

/** A call of the definition of the same name. */
export function call(name: string) {
  return { name, definition: name };
}

/**
 * One chain in memory: it holds the runs, hands their picture to the decisions and applies what they answer,
 * refusing every move the state table does not have. Whoever uses it plays the engine and the operators.
 */
export class ChainSimulator {
  now = new Date("2026-11-21T08:00:00Z");
  definition: ChainDefinition;
  master: ChainDefinition | null;
  chain: Writable<ChainPicture["chain"]> = { id: "chain", state: "New", handlerRestarts: 0 };
  readonly steps: Writable<StepRun>[] = [];
  readonly calls: Writable<CallRun>[] = [];
  readonly runs = new Map<string, SimulatedRun>();
  reply: ReplyGiven | null = null;
  /** The answers of the decisions so far. */
  readonly answers: ChainMoves[] = [];
  readonly scope: Writable<ChainScope>;
  private created = 0;

  constructor(definition: ChainDefinition, plan?: ChainPlan) {
    this.definition = definition;
    this.master = definition;
    this.scope = {
      newId: () => `run-${++this.created}`,
      evaluate: () => "run",
      evaluateSwitch: () => false,
      resolveCall: () => ({ ok: true, parameters: {} }),
    };
    const tree = plan ?? submissionOf(definition);
    if (!tree.ok) throw new Error(tree.reason);
    this.note("chain", "chain");
    for (const step of tree.steps) {
      const { calls, ...run } = step;
      this.create({
        ...{ ...run, id: this.scope.newId(), startAt: null, countsAsStart: true },
        version: "current",
        calls: calls.map((one) => ({ ...one, id: this.scope.newId() })),
      });
    }
  }

  /** Brings the chain's own run to Running, as a process server does, and decides what follows. */
  start(): this {
    this.step("chain", ["Scheduled", "Dispatched", "Assigned", "Running"]);
    return this.conduct();
  }

  picture(): ChainPicture {
    const { now, chain, definition, master, steps, calls, reply } = this;
    return { now, chain, definition, master, steps, calls, reply };
  }

  /** Decides and applies until nothing moves any more. */
  conduct(): this {
    for (let hasMore = true, rounds = 0; hasMore; rounds += 1) {
      if (rounds > 100) throw new Error("The decisions do not come to an end");
      const moves = nextMoves(this.picture(), this.scope);
      this.reply = null;
      this.apply(moves);
      hasMore = moves.hasMore;
    }
    return this;
  }

  apply(moves: ChainMoves): void {
    this.answers.push(moves);
    for (const { runId, from, path, reason } of moves.moves) {
      if (this.stateOf(runId) !== from) throw new Error(`${runId} is not ${from} any more`);
      this.step(runId, path, reason);
    }
    for (const step of moves.newSteps) this.create(step);
    if (moves.definition) this.definition = moves.definition;
  }

  /** Does what an operator's act comes to; its refusal is thrown. */
  stop(plan: StopPlan): this {
    if (!plan.ok) throw new Error(plan.reason);
    this.apply(plan.moves);
    return this.conduct();
  }

  answer(reply: RestartReply): this {
    const asked = this.answers.findLast(({ message }) => message !== null)?.message;
    if (!asked) throw new Error("Nothing has been asked");
    this.reply = { stepRunId: asked.stepRunId, reply, by: "ANNA" };
    return this.conduct();
  }

  /** Ends the last attempt of a call as if it had been executed, and decides what follows. */
  end(label: string, state: RunState): this {
    this.execute(label, state);
    return this.conduct();
  }

  /** Ends the last attempt of a call without deciding. */
  execute(label: string, state: RunState): void {
    const { id } = this.callRun(label);
    const path = waysTo(this.stateOf(id), state);
    this.step(id, path);
  }

  /** A new attempt of a call in its step run, as a definition's restart behaviour makes it. */
  retry(label: string): void {
    const earlier = this.callRun(label);
    earlier.isAutomaticRestartPending = false;
    const attempt = {
      ...{ ...earlier, id: this.scope.newId() },
      state: "New" as const,
      keepsResultOf: null,
    };
    this.calls.push(attempt);
    this.note(attempt.id, label);
    this.step(attempt.id, ["Scheduled"]);
  }

  advance(seconds: number): this {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    return this.conduct();
  }

  /** Walks one run on. */
  step(runId: string, path: readonly RunState[], reason: string | null = null): void {
    const run = this.runs.get(runId);
    const row = [this.chain, ...this.steps, ...this.calls].find(({ id }) => id === runId);
    if (!run || !row) throw new Error(`There is no run ${runId}`);
    const walked = move(row.state, path);
    if (!walked.ok) throw new Error(`${run.label}: ${walked.from} to ${walked.to} is illegal`);
    row.state = walked.state;
    run.states.push(...path);
    run.reason = reason ?? run.reason;
  }

  stateOf(runId: string): RunState | undefined {
    return this.runs.get(runId)?.states.at(-1);
  }

  /** The last iteration of a step. */
  stepRun(name: string): Writable<StepRun> {
    return found(this.steps.findLast((step) => step.name === name));
  }

  /** The last attempt of `STEP.CALL` in its last iteration. */
  callRun(label: string): Writable<CallRun> {
    const [stepName = "", name] = label.split(".");
    const step = this.stepRun(stepName);
    return found(this.calls.findLast((one) => one.stepRunId === step.id && one.name === name));
  }

  reasonOf(runId: string): string | null {
    return this.runs.get(runId)?.reason ?? null;
  }

  /** The state of the chain, of each step's last iteration, and of each of its calls' last attempt. */
  states(): Record<string, RunState> {
    const states: Record<string, RunState> = { chain: this.chain.state };
    for (const { name, id } of this.steps) {
      states[name] = this.stateOf(id) ?? "New";
      for (const one of this.calls.filter(({ stepRunId }) => stepRunId === id)) {
        states[`${name}.${one.name}`] = one.state;
      }
    }
    return states;
  }

  isOver(): boolean {
    return isFinal(this.chain.state);
  }

  private create(step: NewStep): void {
    const { id, name, iteration, startAt, countsAsStart } = step;
    const own = { id, name, iteration, startAt, countsAsStart };
    this.steps.push({ ...own, state: "New", holdWhenReached: false });
    this.note(id, `${name}#${iteration}`);
    this.step(id, step.path, step.reason);
    for (const one of step.calls) {
      const { holdWhenReached, keepsResultOf } = one;
      this.calls.push({
        ...{ id: one.id, stepRunId: id, name: one.name, state: "New" },
        ...{ holdWhenReached, keepsResultOf, isAutomaticRestartPending: false },
      });
      this.note(one.id, `${name}#${iteration}.${one.name}`);
      this.step(one.id, one.path, one.reason);
    }
  }

  private note(id: string, label: string): void {
    this.runs.set(id, { id, label, states: ["New"], reason: null });
  }
}

function submissionOf(definition: ChainDefinition): ChainPlan {
  const resolveNested = () => null;
  return planChainSubmission({ name: "TEST", definition, resolveNested, startAtStep: null });
}

/** How a process server brings a call from where it waits to its end. */
function waysTo(from: RunState | undefined, end: RunState): RunState[] {
  if (from === "Killing") return [end];
  const last: RunState[] = end === "Killed" ? ["Killing", "Killed"] : [end];
  if (end === "Canceled") return ["Canceling", "Canceled"];
  if (from === "Running") return last;
  const begin: RunState[] = from === "Held" ? ["Scheduled"] : [];
  return [...begin, "Dispatched", "Assigned", "Running", ...last];
}

function found<T>(run: T | undefined): T {
  if (run === undefined) throw new Error("There is no such run");
  return run;
}
