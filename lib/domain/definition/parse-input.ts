import type { z } from "zod";
import { AppError } from "@/lib/domain/errors";

/**
 * Validates a caller's input and returns what the schema makes of it; otherwise throws `invalid` with the path of the
 * first offending field and a sentence of the form `'field' must be …`.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { error: describeIssue });
  if (result.success) return result.data;
  throw inputError(result.error);
}

function inputError(error: z.ZodError): AppError {
  const issue = error.issues[0];
  if (issue === undefined) return new AppError("invalid", "The input is not valid.");
  const unknownKey = issue.code === "unrecognized_keys" ? [printable(issue.keys[0] ?? "")] : [];
  const field = [...issue.path.map(String), ...unknownKey].join(".");
  if (field === "") return new AppError("invalid", issue.message);
  return new AppError("invalid", `'${field}' ${issue.message}`, { field });
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
