import { z } from "zod";
import {
  jsonObjectSchema,
  lineSchema,
  MAX_NAME_LENGTH,
  prioritySchema,
  queueSchema,
  textSchema,
} from "@/lib/domain/definition/definition-fields";
import { expressionSchema } from "@/lib/domain/expression/expression-schema";
import { preconditionSchema } from "./precondition";
import { statusHandlersSchema } from "./status-handler";

/** Most steps of one chain. */
export const MAX_STEPS = 200;
/** Most calls of one step. */
export const MAX_CALLS_PER_STEP = 500;
/** Most calls of one chain, all steps together. */
export const MAX_CALLS = 2000;
/** Most starts of one step, the first included (run-states-and-chains 8.2 rule 7). */
export const MAX_STARTS = 100;
const MAX_CRITERIA_LENGTH = 1000;
const MAX_MINIMUM_OPEN_SECONDS = 604_800;

const nameSchema = lineSchema(MAX_NAME_LENGTH)
  .min(1, "must not be empty")
  .refine((name) => name === name.trim(), "must not begin or end with a blank")
  .refine((name) => name !== "__proto__", "must be another name");

/** By parameter name; that the names are the definition's is checked with the chain. */
const mappingsSchema = jsonObjectSchema;

/** A switch that is set for good, or decided by an expression when its step starts. */
const switchSchema = z.union(
  [z.boolean(), expressionSchema("scheduling")],
  'must be true, false or an expression that starts with "="',
);

const backlogSchema = z.enum(["YES", "NO"]);

/** How a definition is run in a chain (run-states-and-chains 2.1). */
export const chainCallSchema = z.strictObject({
  name: nameSchema,
  /** The definition it runs; another chain nests. */
  definition: nameSchema,
  /** By parameter name: a JSON value, or a text that starts with "=" and is an expression. */
  parameters: mappingsSchema.default({}),
  precondition: preconditionSchema("call").nullable().default(null),
  /** Ends Ignored when its step starts. */
  disabled: switchSchema.default(false),
  /** Waits Held for a person. */
  hold: switchSchema.default(false),
  /** Its end does not count for its step (8.2 rule 2). */
  ignoreStatus: z.boolean().default(false),
  /** Null: that of the definition. */
  queue: queueSchema.nullable().default(null),
  /** Null: that of the definition. */
  priority: prioritySchema.nullable().default(null),
  /** ISO instant it does not start before; one that has passed means at once. */
  startAt: z.iso
    .datetime({
      offset: true,
      error: "must be an instant with its offset, such as 2026-11-21T08:00:00Z",
    })
    .nullable()
    .default(null),
  window: nameSchema.nullable().default(null),
  minimumOpenSeconds: z.int().min(0).max(MAX_MINIMUM_OPEN_SECONDS).nullable().default(null),
  /** Of a chain with daily selection; null: that of the selection. */
  backlog: backlogSchema.nullable().default(null),
  repeat: z.boolean().default(false),
  requested: z.boolean().default(false),
  /** Calls of the chain that must have ended first. */
  after: z.array(nameSchema).max(MAX_CALLS_PER_STEP).default([]),
});

/** Calls that run at the same time, and what their ends lead to. */
export const chainStepSchema = z.strictObject({
  name: nameSchema,
  description: textSchema(1000).default(""),
  disabled: z.boolean().default(false),
  /** Starts of the step in one run of the chain, the first included (8.2 rule 7). */
  maxStarts: z.int().min(1).max(MAX_STARTS).default(1),
  precondition: preconditionSchema("step").nullable().default(null),
  /** Looked up before those of the chain. */
  handlers: statusHandlersSchema,
  calls: z.array(chainCallSchema).max(MAX_CALLS_PER_STEP).default([]),
});

/** Daily selection of a chain; kept with it, carried out by the workload. */
export const chainSelectionSchema = z.strictObject({
  auto: z.boolean().default(true),
  criteria: lineSchema(MAX_CRITERIA_LENGTH).default(""),
  backlog: backlogSchema.default("NO"),
  hold: z.boolean().default(false),
  repeat: z.boolean().default(false),
  /** Selections to leave out before the next one that counts. */
  skip: z.int().min(0).max(999).default(0),
});

/** The chain part of a definition: steps one after another, the calls of a step at the same time. */
export const chainDefinitionSchema = z
  .strictObject({
    /** Bad ends that no handler takes ask an operator (8.2 rule 4). */
    requestRestartByDefault: z.boolean().default(false),
    /** For steps whose own handlers do not match. */
    handlers: statusHandlersSchema,
    selection: chainSelectionSchema.nullable().default(null),
    steps: z.array(chainStepSchema).min(1, "must hold at least one step").max(MAX_STEPS),
  })
  .superRefine(({ steps }, context) => {
    const calls = steps.reduce((sum, step) => sum + step.calls.length, 0);
    if (calls <= MAX_CALLS) return;
    const message = `must hold at most ${MAX_CALLS} calls together, not ${calls}`;
    context.addIssue({ code: "custom", path: ["steps"], message });
  });

export type ChainDefinition = z.output<typeof chainDefinitionSchema>;
export type ChainDefinitionInput = z.input<typeof chainDefinitionSchema>;
export type ChainStep = z.output<typeof chainStepSchema>;
export type ChainCall = z.output<typeof chainCallSchema>;
export type { StatusHandler } from "./status-handler";
