import type { z } from "zod";
import {
  chainCallSchema,
  chainDefinitionSchema,
  chainStepSchema,
} from "@/lib/domain/chain/chain-definition";
import { error, type Finding } from "@/lib/domain/definition/finding";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";

type Key = PropertyKey;

/** A field of the chain, of a step or of a call: its schema and the way to it. */
interface FieldPlace {
  readonly path: readonly Key[];
  readonly schema: z.ZodType;
  readonly value: unknown;
}

/**
 * Every field of a chain whose shape is wrong, with the same words the API has for it: the first problem of each field.
 * Paths as in `chain.steps.0.calls.1.name`.
 */
export function shapeProblems(input: unknown): Finding[] {
  const result = chainDefinitionSchema.safeParse(input);
  if (result.success) return [];
  const found = new Map<string, Finding>();
  for (const issue of result.error.issues) {
    const field = fieldOf(issue.path, input);
    const place = ["chain", ...field.path].join(".");
    if (!found.has(place)) found.set(place, problemOf(field, place, issue.message));
  }
  return [...found.values()];
}

function fieldOf(path: readonly Key[], input: unknown): FieldPlace {
  const [steps, step, calls, call, ...rest] = path;
  const isOfCall = steps === "steps" && calls === "calls" && call !== undefined;
  if (isOfCall) return placed(path.slice(0, rest.length === 0 ? 4 : 5), chainCallSchema, input);
  if (steps === "steps" && step !== undefined) {
    return placed(path.slice(0, 3), chainStepSchema, input);
  }
  return placed(path.slice(0, 1), chainDefinitionSchema, input);
}

function placed(path: readonly Key[], owner: z.ZodObject, input: unknown): FieldPlace {
  const name = String(path.at(-1));
  const schema: z.ZodType = Object.hasOwn(owner.shape, name) ? owner.shape[name] : owner;
  return { path, schema, value: valueAt(input, path) };
}

/** The field is looked at once more by itself: that gives the words of a refusal. */
function problemOf({ schema, value }: FieldPlace, place: string, otherwise: string): Finding {
  try {
    parseInput(schema, value);
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    const inner = problem.field;
    if (inner === undefined) return error(place, problem.message);
    return error(`${place}.${inner}`, problem.message.replace(`'${inner}' `, ""));
  }
  return error(place, otherwise);
}

function valueAt(input: unknown, path: readonly Key[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
