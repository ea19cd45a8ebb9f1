import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import type { ChainCall, ChainStep } from "./chain-definition";
import { type ChainDraft, type DraftCall, type DraftStep, walk } from "./chain-draft";
import { CHAIN_REASON } from "./chain-reason";
import type { ChainPlace, ChainScope, ResolvedCall } from "./chain-scope";
import { isBadEnd } from "./decide-handler";

interface StartingStep {
  readonly draft: ChainDraft;
  readonly scope: ChainScope;
  readonly step: DraftStep;
  readonly definition: ChainStep;
}

/** How a call goes on: its path and why. */
interface CallTurn {
  readonly path: readonly RunState[];
  readonly reason: string | null;
}

/**
 * A step starts its calls: what is disabled is Ignored, and all preconditions are evaluated together
 * (8.2 rule 9). Then those that need not wait for another call of the step are started.
 */
export function startCalls(starting: StartingStep): void {
  eachCall(starting, (call, run) => {
    const turn = run.state === "Chained" ? examine(starting, call) : null;
    if (turn) walk(run, turn.path, turn.reason);
  });
  startReadyCalls(starting);
}

/**
 * Starts the calls whose predecessors have ended well, and passes over those whose predecessors have not:
 * they cannot run in this iteration any more. Preconditions were evaluated when the step started.
 */
export function startReadyCalls(starting: StartingStep): void {
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    eachCall(starting, (call, run) => {
      if (advanceCall(starting, call, run)) hasChanged = true;
    });
  }
  passOverDeadlock(starting);
}

function eachCall(
  { step, definition }: StartingStep,
  visit: (call: ChainCall, run: DraftCall) => void,
): void {
  for (const call of definition.calls) {
    const run = step.calls.get(call.name);
    if (run) visit(call, run);
  }
}

/** What keeps a reached call from being run; null when it is to run. */
function examine({ scope, step }: StartingStep, call: ChainCall): CallTurn | null {
  const place = { step: step.name, call: call.name };
  const isDisabled = switchValue(scope, call.disabled, place);
  if (typeof isDisabled === "object") return failed(`DISABLED_ERROR: ${isDisabled.error}`);
  if (isDisabled) return { path: ["Disabled", "Ignored"], reason: CHAIN_REASON.disabled };
  const answer = call.precondition ? scope.evaluate(call.precondition, place) : "run";
  if (answer === "run") return null;
  if (answer === "skip") return { path: ["Skipped"], reason: CHAIN_REASON.preconditionFalse };
  return failed(`PRECONDITION_ERROR: ${answer.error}`);
}

/** A switch that is plainly true was settled when the run was created, and a person may have changed it since. */
function switchValue(scope: ChainScope, value: boolean | string, place: ChainPlace) {
  return typeof value === "string" && scope.evaluateSwitch(value, place);
}

/**
 * The end of a call that could not be evaluated (8.2 rule 9). The state table lets only what runs end in
 * Error, so it passes through the states in between without being executed.
 */
function failed(reason: string): CallTurn {
  return { path: ["Scheduled", "Dispatched", "Assigned", "Running", "Error"], reason };
}

/** Moves a call that waits for its turn; true when it could be moved. */
function advanceCall(starting: StartingStep, call: ChainCall, run: DraftCall): boolean {
  if (run.state === "Disabled") {
    walk(run, ["Ignored"], CHAIN_REASON.disabled);
    return true;
  }
  if (run.state !== "Chained") return false;
  const before = predecessorsOf(starting, call);
  if (before.state === "waits") return false;
  if (before.state === "ready") startCall(starting, call, run);
  else walk(run, ["Skipped"], `PREDECESSOR_FAILED: ${before.name}`);
  return true;
}

type Predecessors =
  | { readonly state: "ready" }
  | { readonly state: "waits" }
  | { readonly state: "failed"; readonly name: string };

/** Only calls of the same step are waited for: the steps before have ended, and a handler let the chain go on. */
function predecessorsOf({ step, definition }: StartingStep, call: ChainCall): Predecessors {
  let waits = false;
  for (const name of call.after) {
    const before = step.calls.get(name);
    if (!before) continue;
    if (!isFinal(before.state) || before.isAutomaticRestartPending) waits = true;
    else if (isBadEnd(before.state) && !ignoresStatus(definition, name)) {
      return { state: "failed", name };
    }
  }
  return { state: waits ? "waits" : "ready" };
}

function ignoresStatus({ calls }: ChainStep, name: string): boolean {
  return calls.some((call) => call.name === name && call.ignoreStatus);
}

function startCall(starting: StartingStep, call: ChainCall, run: DraftCall): void {
  const place = { step: starting.step.name, call: call.name };
  const resolved = starting.scope.resolveCall(call, place);
  const turn = resolved.ok ? beginning(starting, call, run) : unresolved(resolved);
  walk(run, turn.path, turn.reason);
  if (!resolved.ok || isFinal(run.state)) return;
  starting.draft.starts.push({ callRunId: run.id, parameters: resolved.parameters });
}

function unresolved({ missing, reason }: Extract<ResolvedCall, { ok: false }>): CallTurn {
  return missing
    ? { path: ["Modified"], reason: `VALUE_MISSING: ${reason}` }
    : failed(`PARAMETER_ERROR: ${reason}`);
}

function beginning({ scope, step }: StartingStep, call: ChainCall, run: DraftCall): CallTurn {
  const isHeld = switchValue(scope, call.hold, { step: step.name, call: call.name });
  if (typeof isHeld === "object") return failed(`HOLD_ERROR: ${isHeld.error}`);
  if (isHeld || (run.holdWhenReached && call.hold === true)) {
    return { path: ["Held"], reason: CHAIN_REASON.heldByDefinition };
  }
  if (run.holdWhenReached) return { path: ["Held"], reason: CHAIN_REASON.heldByOperator };
  return { path: ["Scheduled"], reason: null };
}

/** Calls that wait for each other in a circle would keep their step alive for ever. */
function passOverDeadlock({ step }: StartingStep): void {
  const open = [...step.calls.values()].filter(
    (call) => !isFinal(call.state) || call.isAutomaticRestartPending,
  );
  if (!open.every(({ state }) => state === "Chained")) return;
  for (const run of open) walk(run, ["Skipped"], "PREDECESSOR_FAILED: they wait for each other");
}
