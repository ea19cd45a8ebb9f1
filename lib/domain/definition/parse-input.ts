import type { z } from "zod";
import { AppError } from "@/lib/domain/errors";

/** What is wrong at one place of an input. */
export interface InputProblem {
  /** As in `schedules.0.cron`; empty for the input itself. */
  readonly path: string;
  /** A predicate that follows the name of the field, or a sentence where there is no field. */
  readonly message: string;
}

type CheckedInput<S extends z.ZodType> =
  | { ok: true; value: z.output<S> }
  | { ok: false; problems: readonly InputProblem[] };

/** A caller's input as the schema makes it, or everything the schema has against it. */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): CheckedInput<S> {
  const result = schema.safeParse(input, { error: describeIssue });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap(problemsOf) };
}

/**
 * Validates a caller's input and returns what the schema makes of it; otherwise throws `invalid` with the path of the
 * first offending field and a sentence of the form `'field' must be …`.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const checked = checkInput(schema, input);
  if (checked.ok) return checked.value;
  const [problem] = checked.problems;
  if (problem === undefined) throw new AppError("invalid", "The input is not valid.");
  const { path: field, message } = problem;
  if (field === "") throw new AppError("invalid", message);
  throw new AppError("invalid", `'${field}' ${message}`, { field });
}

function problemsOf(issue: z.core.$ZodIssue): InputProblem[] {
  const keys = issue.path.map(String);
  const at = (key: string) => [...keys, printable(key)].join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: at(key), message: issue.message }));
  }
  if (issue.code === "invalid_key") {
    const [inner] = issue.issues;
    const path = [...keys.slice(0, -1), printable(keys.at(-1) ?? "")].join(".");
    return [{ path, message: `is not a possible name: it ${inner?.message ?? issue.message}` }];
  }
  return [{ path: keys.join("."), message: issue.message }];
}

/** Words for the checks that carry no message of their own. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "is required"
        : `must be of type ${typeName(issue.expected)}`;
    case "unrecognized_keys":
      return "is not an allowed property";
    case "too_big":
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "too_small":
      return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    default:
      return undefined;
  }
}

function typeName(expected: string): string {
  return expected === "int" ? "integer" : expected === "record" ? "object" : expected;
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters long";
  return origin === "array" ? " entries long" : "";
}

function printable(key: string): string {
  return key.replace(/[\p{Cc}\p{Surrogate}]/gu, "?").slice(0, 64);
}
