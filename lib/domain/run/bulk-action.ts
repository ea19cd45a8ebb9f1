import { z } from "zod";
import { lineSchema } from "@/lib/domain/definition/definition-fields";
import { restartFields } from "./restart-input";
import { BULK_RUN_ACTIONS, type BulkRunAction } from "./run-actions";
import type { RunState } from "./run-state";
import { selectionSchema } from "./selection";

/** Runs one bulk action may concern. */
export const MAX_BULK_SELECTED = 100_000;
/** Refusals that are kept word for word; the others are counted. */
export const MAX_REFUSALS_KEPT = 50;

export const BULK_STATES = ["running", "completed", "canceled", "failed"] as const;
export type BulkState = (typeof BULK_STATES)[number];

/** What is asked for on every run of a selection. */
export const bulkActionInputSchema = z.strictObject({
  action: z.enum(BULK_RUN_ACTIONS),
  selection: selectionSchema,
  expected: z.int().min(0).max(MAX_BULK_SELECTED).optional().meta({
    description:
      "How many runs are meant, as counted before: it is refused when there are others by now. Left out: they are only counted",
  }),
  message: lineSchema(200).trim().optional().meta({ description: "Why; recorded with each run" }),
  mode: z.enum(["all", "failed"]).optional().meta({
    description: "Of a restart: whole runs, or chains from the first step that failed",
  }),
  version: restartFields.version,
});
export type BulkActionInput = z.input<typeof bulkActionInputSchema>;

/** A run nothing was done to; `state` is null for one that is not there any more. */
export interface BulkRefusal {
  id: string;
  state: RunState | null;
  message: string;
}

/** How far a bulk action has come; instants are ISO texts in UTC. */
export interface BulkProgress {
  id: string;
  action: BulkRunAction;
  state: BulkState;
  /** Runs that were meant when it was asked for. */
  total: number;
  /** Runs it was done to. */
  done: number;
  /** Runs a restart has made. */
  created: number;
  refused: number;
  /** The first refusals, at most {@link MAX_REFUSALS_KEPT}. */
  refusals: BulkRefusal[];
  /** Why it failed, in a sentence. */
  problem: string | null;
  askedBy: string;
  startedAt: string;
  endedAt: string | null;
}
