import type { RunState } from "@/lib/domain/run/run-state";
import type { ChainDefinition } from "./chain-definition";
import type { RestartReply } from "./restart-reply";

/** The run of a chain as a whole. */
export interface ChainRun {
  readonly id: string;
  readonly state: RunState;
  /** Restarts of the whole chain by handlers, one after another, that led to this run; 0 for a fresh submission. */
  readonly handlerRestarts: number;
}

/** One iteration of one step. */
export interface StepRun {
  readonly id: string;
  readonly name: string;
  /** From 1. */
  readonly iteration: number;
  readonly state: RunState;
  /** A person asked for it to become Held when its turn comes. */
  readonly holdWhenReached: boolean;
  /** When a delayed iteration is to start; null for the others. */
  readonly startAt: Date | null;
  /** False for iterations that use up no start: by an operator's reply, or between a goto and its target. */
  readonly countsAsStart: boolean;
}

/** One attempt of one call in one iteration of its step. */
export interface CallRun {
  readonly id: string;
  readonly stepRunId: string;
  readonly name: string;
  readonly state: RunState;
  readonly holdWhenReached: boolean;
  /** It ended, but its definition is about to run it again: not yet final for its step (8.2 rule 8). */
  readonly isAutomaticRestartPending: boolean;
  /** The earlier run whose result this one stands for, when it was not run again. */
  readonly keepsResultOf: string | null;
}

/** The reply an operator gave to a request for a restart. */
export interface ReplyGiven {
  /** The step run the message was about. */
  readonly stepRunId: string;
  readonly reply: RestartReply;
  readonly by: string;
}

/** Everything the next moves of a chain depend on. */
export interface ChainPicture {
  readonly now: Date;
  readonly chain: ChainRun;
  /** The chain as this run of it was submitted, with the steps a handler took from the latest since. */
  readonly definition: ChainDefinition;
  /** The latest definition; null when it is gone. */
  readonly master: ChainDefinition | null;
  /** All iterations, in the order they were created. */
  readonly steps: readonly StepRun[];
  /** All attempts, in the order they were created: the last of a name in a step run is the one that counts. */
  readonly calls: readonly CallRun[];
  readonly reply: ReplyGiven | null;
}
