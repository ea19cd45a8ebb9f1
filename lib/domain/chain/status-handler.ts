import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH, textSchema } from "@/lib/domain/definition/definition-fields";

/** What a handler may be for, in the order the bad ends are looked for (run-states-and-chains 8.2 rule 3). */
export const HANDLER_TRIGGERS = [
  "Completed",
  "Error",
  "Unknown",
  "Killed",
  "Canceled",
  "Otherwise",
] as const;
export type HandlerTrigger = (typeof HANDLER_TRIGGERS)[number];

/** What a handler can do (8.2 rule 6). */
export const HANDLER_ACTIONS = [
  "Continue",
  "Goto",
  "End",
  "RestartStep",
  "RestartFailed",
  "RestartChain",
  "RequestRestart",
  "IgnoreChainDefault",
] as const;
export type HandlerAction = (typeof HANDLER_ACTIONS)[number];

/** Longest wait before a restart, seven days in seconds. */
export const MAX_RESTART_DELAY_SECONDS = 604_800;
const MAX_HANDLERS = 50;
const MAX_MESSAGE_LENGTH = 1000;

const on = z.enum(HANDLER_TRIGGERS);

const restart = {
  on,
  /** The definition as it was at submission, or as it is now. */
  version: z.enum(["current", "master"]).default("current"),
  delaySeconds: z.int().min(0).max(MAX_RESTART_DELAY_SECONDS).default(0),
};

/** One status handler of a step or a chain; what it takes beside its trigger depends on its action. */
export const statusHandlerSchema = z.discriminatedUnion(
  "action",
  [
    z.strictObject({ on, action: z.literal("Continue") }),
    z.strictObject({
      on,
      action: z.literal("Goto"),
      step: lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty"),
    }),
    z.strictObject({ on, action: z.literal("End"), status: z.enum(["Completed", "Error"]) }),
    z.strictObject({ ...restart, action: z.literal("RestartStep") }),
    z.strictObject({ ...restart, action: z.literal("RestartFailed") }),
    z.strictObject({ ...restart, action: z.literal("RestartChain") }),
    z.strictObject({
      on,
      action: z.literal("RequestRestart"),
      /** What the operator reads; null: a sentence of our own. */
      message: textSchema(MAX_MESSAGE_LENGTH).nullable().default(null),
    }),
    z.strictObject({ on, action: z.literal("IgnoreChainDefault") }),
  ],
  {
    error: ({ code }) =>
      code === "invalid_union" ? `must be one of ${HANDLER_ACTIONS.join(", ")}` : undefined,
  },
);
export type StatusHandler = z.output<typeof statusHandlerSchema>;

/** The handlers of one level; that no trigger is given twice is checked with the chain. */
export const statusHandlersSchema = z.array(statusHandlerSchema).max(MAX_HANDLERS).default([]);
