import { z } from "zod";
import { isExpression, problemText } from "@/lib/domain/expression/expression";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import type { RunState } from "@/lib/domain/run/run-state";
import { queueSchema, textSchema } from "./definition-fields";

/** What restart behaviour may be given for (run-states-and-chains 3.5). */
export const RESTART_STATES = ["Completed", "Error", "Killed", "Canceled", "Unknown"] as const;

/** What follows the end of a run (3.5): whether there is a new run, and whether its schedule goes on. */
export const RESTART_ACTIONS = [
  "Continue",
  "Stop",
  "RequestRestart",
  "Restart",
  "RestartFromError",
  "RestartNoResubmit",
] as const;

/** What becomes of a run whose window closed without it (4.6). */
export const OVERDUE_ACTIONS = ["Scheduled", "Overdue", "Canceled", "Held"] as const;

/** States whose entry can raise an event (4.5). */
export const EVENT_STATES = [
  "Running",
  "Completed",
  "Error",
  "Killed",
  "Canceled",
  "Skipped",
  "Ignored",
  "Unknown",
] as const satisfies readonly RunState[];

const MAX_ENTRIES = 100;
const MAX_UNITS = 1_000_000;
const MAX_STARTS = 100;
const MAX_SECONDS = 604_800;
const MAX_COMMENT_LENGTH = 1000;

/** Name of a lock, event, window or calendar. */
export const objectNameSchema = queueSchema;

/** A duration of at most seven days. */
export const secondsSchema = z.int().min(0).max(MAX_SECONDS);

/** Refuses a list that holds the same thing twice, at the second of them. */
export function holdsOnce<T>(key: string, textOf: (entry: T) => string) {
  return (entries: readonly T[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    entries.forEach((entry, index) => {
      const text = textOf(entry);
      if (seen.has(text)) {
        const message = `is given a second time: ${text.slice(0, 300)}`;
        context.addIssue({ code: "custom", path: [index, key], message });
      }
      seen.add(text);
    });
  };
}

/** Locks a run holds while it runs (4.4). */
export const locksSchema = z
  .array(
    z.strictObject({
      lock: objectNameSchema,
      mode: z.enum(["exclusive", "shared"]).default("exclusive"),
      /** Of a counted lock. */
      units: z.int().min(1).max(MAX_UNITS).default(1),
    }),
  )
  .max(MAX_ENTRIES)
  .superRefine(holdsOnce("lock", ({ lock }) => lock));

/** Events a run waits for, all of them (4.5). */
export const waitEventsSchema = z
  .array(
    z.strictObject({
      event: objectNameSchema,
      /** The run takes the event away when it goes on. */
      clear: z.boolean().default(false),
      /** Raising the event submits the definition: always, or only while no run of it is waiting. */
      autoSubmit: z.enum(["Never", "Always", "OnlyOne"]).default("Never"),
    }),
  )
  .max(MAX_ENTRIES)
  .superRefine(holdsOnce("event", ({ event }) => event));

const commentSchema = textSchema(MAX_COMMENT_LENGTH).superRefine((text, context) => {
  const parsed = isExpression(text) ? parseExpression(text, { allow: "comment" }) : null;
  if (parsed === null || parsed.ok) return;
  const message = `must be a valid expression; ${problemText(parsed)}`;
  context.addIssue({ code: "custom", message });
});

/** Events that the states of a run raise (4.5; 8.2 rule 13). */
export const raiseEventsSchema = z
  .array(
    z.strictObject({
      event: objectNameSchema,
      on: z.enum(EVENT_STATES).default("Completed"),
      /** May hold `${jobid}`, `${jobdescription}` and `${jobstatus}`; with "=" in front it is an expression. */
      comment: commentSchema.default(""),
      /** Only for this return code; null: for every one. */
      errorCode: z.int().min(-2_147_483_648).max(2_147_483_647).nullable().default(null),
    }),
  )
  .max(MAX_ENTRIES)
  .superRefine(holdsOnce("event", ({ event, on }) => `${event} on ${on}`));

/** Restart behaviour of a definition (3.5): an action for each end it is given for; the others Continue. */
export const restartSchema = z.strictObject({
  on: z.partialRecord(z.enum(RESTART_STATES), z.enum(RESTART_ACTIONS)).default({}),
  /** Starts altogether, the first included (model, "Decisions"). */
  maxStarts: z.int().min(1).max(MAX_STARTS).default(1),
  delaySeconds: secondsSchema.default(0),
});

/** How long a run may take (4.9). */
export const runtimeLimitSchema = z.strictObject({
  maxSeconds: z.int().min(1).max(MAX_SECONDS),
  /** Ends it when the time is over; otherwise it is only reported. */
  kill: z.boolean().default(false),
});
