import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { isId } from "@/lib/domain/ids";
import { STATE_WORDS, type StateWord } from "./selection-states";
import { timeTokenSchema } from "./selection-time";

const idSchema = z.string().refine(isId, "must be an id");
const line = (description: string) =>
  lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty").meta({ description });

/** Largest number of names, kinds or states in one list. */
const MAX_LIST = 50;

/** A list, or its entries in one text separated by commas. */
function listSchema<T extends string>(item: z.ZodType<T, string>, description: string) {
  return z
    .custom<string | readonly T[]>((value) => typeof value === "string" || Array.isArray(value), {
      error: "must be a list, or its entries separated by commas",
      abort: true,
    })
    .transform((value) => (typeof value === "string" ? entriesOf(value) : [...value]))
    .pipe(z.array(item).max(MAX_LIST))
    .meta({ type: "string", description });
}

function entriesOf(text: string): string[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Whole numbers arrive as text from an address. */
const returnCodeSchema = z
  .custom<number | string>((value) => /^-?\d{1,9}$/.test(String(value)), {
    error: "must be a whole number",
    abort: true,
  })
  .transform(Number)
  .meta({ type: "integer", description: "Return code of a program" });

const flag = (description: string) =>
  z
    .custom<boolean | "true" | "false">((value) => /^(true|false)$/.test(String(value)), {
      error: "must be true or false",
      abort: true,
    })
    .transform((value) => String(value) === "true")
    .meta({ type: "boolean", description });

const stateWordSchema = z
  .custom<StateWord>((value) => STATE_WORDS.some((word) => word === value), {
    error: `must be one of ${STATE_WORDS.join(", ")}`,
  })
  .meta({ type: "string" });

/**
 * Orders of a list; `-` puts the largest first. Ids are in the order of submission, so these two page through any
 * history. The others are put in order when they are asked for, which only a limited number of runs allows.
 */
export const SORTS = [
  "-submitted",
  "submitted",
  "-started",
  "started",
  "-ended",
  "ended",
  "-duration",
  "duration",
  "-delay",
  "delay",
] as const;
export type Sort = (typeof SORTS)[number];
export const DEFAULT_SORT: Sort = "-submitted";

/** Runs a list in another order than that of submission may have. */
export const MAX_SORTED = 10_000;

const period = (what: string) => ({
  from: timeTokenSchema.optional().meta({ description: `${what} at this moment or later` }),
  to: timeTokenSchema.optional().meta({ description: `${what} before this moment` }),
});
const submitted = period("Submitted");
const planned = period("To start");
const started = period("Started");
const ended = period("Ended");

/**
 * Which runs (SM37, background-jobs A8): everything given must hold. Names and users are patterns in which `*` stands
 * for any characters and `?` for one, whatever their case. Periods include their beginning and not their end.
 */
export const selectionFields = {
  q: lineSchema(MAX_NAME_LENGTH)
    .meta({
      description:
        "Id of a run, job name and number (NAME/02140501), or part of a definition's name",
    })
    .optional(),
  jobName: listSchema(
    line("A job name"),
    "Job names separated by commas; * stands for any characters, ? for one",
  ).optional(),
  definition: line("Exact name of a definition").optional(),
  kind: listSchema(
    z.string().regex(/^[a-z]{1,20}$/, "must be a kind of definition, such as http"),
    "Kinds of definitions, separated by commas",
  ).optional(),
  state: listSchema(
    stateWordSchema,
    "States, separated by commas or given repeatedly: run states, groups (live, waiting, held, running, failed, done), letters of background jobs (P S Y R F A Z X) or runState words of the compatible API (SUCCESS)",
  ).optional(),
  user: line("Who submitted it; * stands for any characters, ? for one").optional(),
  queue: line("Exact name of a queue").optional(),
  server: line("Exact name of the process server that has or last had it").optional(),
  returnCode: returnCodeSchema.optional(),
  httpStatus: z
    .string()
    .regex(/^[1-5](\d\d|xx)$/i, "must be a status such as 503, or 5xx")
    .meta({ description: "HTTP status of the endpoint's answer, such as 503, or 5xx" })
    .optional(),
  reason: line("Part of the reason it is in its state for, whatever its case").optional(),
  scheduleId: idSchema.optional(),
  event: line("Exact name of an event it waits or waited for").optional(),
  program: line(
    "Part of what its definition calls: a URL or a program, whatever its case",
  ).optional(),
  ...submitted,
  plannedFrom: planned.from,
  plannedTo: planned.to,
  startedFrom: started.from,
  startedTo: started.to,
  endedFrom: ended.from,
  endedTo: ended.to,
  level: z
    .enum(["top", "calls", "all"])
    .meta({
      description:
        "Of chains, top: only what was submitted; calls: everything but the steps, which only stand for their calls; all: everything",
    })
    .optional(),
  parent: idSchema
    .meta({
      description: "Id of a run: its children, the steps of a chain or the calls of a step",
    })
    .optional(),
  tenant: line("Name or subdomain of a tenant (callers of the provider)").optional(),
  system: flag(
    "true: only runs of system jobs; false: none of them, as when nothing is said and no name is given",
  ).optional(),
  sort: z
    .enum(SORTS)
    .meta({
      description: `Order, - for the largest first; newest first when left out. Other orders than that of submission need a beginning of a period, or live states, and at most ${MAX_SORTED.toLocaleString("en")} runs`,
    })
    .optional(),
};

/** A selection by itself, without a place in the list: what is exported, acted on or kept. */
export const selectionSchema = z.strictObject(selectionFields);
export type SelectionInput = z.input<typeof selectionSchema>;
export type Selection = z.output<typeof selectionSchema>;

/** True for the orders that page through any history. */
export function isBySubmission(sort: Sort): boolean {
  return sort === "-submitted" || sort === "submitted";
}
