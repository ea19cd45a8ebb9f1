import { z } from "zod";
import { AppError } from "@/lib/domain/errors";

/** A body or part of one that must be an object. */
export function asObject(value: unknown, field = ""): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  const subject = field === "" ? "The request body" : `'${field}'`;
  throw new AppError("invalid", `${subject} must be of type object`, field === "" ? {} : { field });
}

/** The object without some of its properties. */
export function without(
  object: Record<string, unknown>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

const BOOLEANS = new Map<unknown, boolean>([
  [true, true],
  ["true", true],
  [1, true],
  [false, false],
  ["false", false],
  [0, false],
]);

/** A boolean, also as the words and numbers that clients are documented to send (job-scheduling-api 5.1). */
export const wireBoolean = z.unknown().transform((value, context): boolean => {
  const boolean = BOOLEANS.get(value);
  if (boolean !== undefined) return boolean;
  context.addIssue({ code: "custom", message: "must be of type boolean" });
  return z.NEVER;
});

/** A date as it is sent; the service that takes it reads it. */
export const wireDate = z.custom<string | { date: string; format?: string | undefined } | null>(
  (value) => value === null || typeof value === "string" || typeof value === "object",
  "must be a date string or an object { date, format } of strings",
);
