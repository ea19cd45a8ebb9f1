import type { RunState } from "@/lib/domain/run/run-state";
import type { ChainDefinition } from "./chain-definition";

/** A walk of one run along the state table; a run is in at most one of them. */
export interface RunMove {
  readonly runId: string;
  /** The state it is in now: what the write compares with. */
  readonly from: RunState;
  readonly path: readonly RunState[];
  /** Why it is where it arrives. */
  readonly reason: string | null;
}

/** A run to be created; `path` starts after New and ends in the state it has when all is written. */
interface NewRun {
  readonly id: string;
  readonly name: string;
  readonly path: readonly RunState[];
  readonly reason: string | null;
}

/** A call of a new iteration; the runs below a call that is itself a chain are the caller's to plan. */
export interface NewCall extends NewRun {
  readonly definition: string;
  readonly holdWhenReached: boolean;
  readonly keepsResultOf: string | null;
}

/** A new iteration of a step. */
export interface NewStep extends NewRun {
  readonly iteration: number;
  /** When it is to start, for a delayed one. */
  readonly startAt: Date | null;
  readonly countsAsStart: boolean;
  /** Where it and its calls are taken from: this run's own definition, or the latest. */
  readonly version: "current" | "master";
  readonly calls: readonly NewCall[];
}

/** A call whose turn has come, with the values it is run with. It is Scheduled, or Held until a release. */
export interface CallStart {
  readonly callRunId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A question to an operator about a step run. */
export interface RestartRequest {
  readonly stepRunId: string;
  readonly text: string;
  readonly replies: readonly string[];
}

/** A new run of the whole chain, in place of the one that ends. */
export interface ChainRestart {
  readonly version: "current" | "master";
  readonly delaySeconds: number;
  /** Becomes `handlerRestarts` of the new run. */
  readonly handlerRestarts: number;
}

/** What is to be written, all in one transaction. */
export interface ChainMoves {
  readonly moves: readonly RunMove[];
  readonly newSteps: readonly NewStep[];
  readonly starts: readonly CallStart[];
  readonly message: RestartRequest | null;
  readonly chainRestart: ChainRestart | null;
  /** The chain's own definition from now on, when a step was taken from the latest; else null. */
  readonly definition: ChainDefinition | null;
  /** True when it was stopped for length: ask again once this is written. */
  readonly hasMore: boolean;
}
