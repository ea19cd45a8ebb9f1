import { z } from "zod";
import { headerFault, isReservedHeader } from "@/lib/domain/http/request-headers";
import { parseDateInput } from "@/lib/domain/schedule/date-input";
import { parseActionUrl } from "./action-url";
import { jsonFault } from "./json-limits";

/** Field schemas shared by every form and API that writes definitions and schedules; messages follow the field's name. */

export const MAX_NAME_LENGTH = 255;
export const MAX_DESCRIPTION_LENGTH = 1000;
export const HTTP_METHODS = ["GET", "POST", "PUT", "DELETE"] as const;
/** Longest asynchronous timeout, seven days in seconds (job-scheduling-api 14). */
export const MAX_ASYNCHRONOUS_SECONDS = 604_800;
const MAX_HEADERS = 50;
const MAX_HEADER_LENGTH = 4096;
const MAX_RETENTION_DAYS = 3650;
const FIRST_YEAR = 1900;
const LAST_YEAR = 9999;

const hasNoControls = (text: string) => !/[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(text);
const hasNoControlsButBreaks = (text: string) => !/(?![\t\n\r])[\p{Cc}\p{Surrogate}]/u.test(text);

/** One line of text. */
export function lineSchema(max: number) {
  return z.string().max(max).refine(hasNoControls, "must not contain control characters");
}

/** Text that may span lines. */
export function textSchema(max: number) {
  return z.string().max(max).refine(hasNoControlsButBreaks, "must not contain control characters");
}

/** Name of a definition (job-scheduling-api 5.1 and 20.15): letters, digits, `_ - .` and inner blanks, not digits only. */
export const definitionNameSchema = z
  .string()
  .min(1, "must not be empty")
  .max(MAX_NAME_LENGTH)
  .regex(
    /^[\p{L}\p{M}\p{N}_.-]([\p{L}\p{M}\p{N}_. -]*[\p{L}\p{M}\p{N}_.-])?$/u,
    "must consist of letters, digits, '_', '-', '.' and inner blanks",
  )
  .refine((name) => !/^\p{Nd}+$/u.test(name), "must not consist of digits only")
  .refine((name) => name !== "." && name !== "..", "must not be '.' or '..'");

export const descriptionSchema = textSchema(MAX_DESCRIPTION_LENGTH);

export const httpMethodSchema = z.enum(HTTP_METHODS);

export const actionUrlSchema = z.string().superRefine((text, context) => {
  const url = parseActionUrl(text);
  if (!url.ok) context.addIssue({ code: "custom", message: url.reason });
});

export const endpointUserSchema = lineSchema(255).nullable();
export const endpointPasswordSchema = lineSchema(1024).nullable();

/** A date string or `{ date, format }` object (job-scheduling-api 9) as an instant; null stays null. */
export const dateInputSchema = z
  .custom<string | { date: string; format?: string | undefined } | Date | null>(
    (value) => value !== undefined,
    {
      error: "is required",
    },
  )
  .transform((value, context): Date | null => {
    if (value === null) return null;
    const parsed = value instanceof Date ? { ok: true as const, at: value } : parseDateInput(value);
    if (parsed.ok && isStorable(parsed.at)) return parsed.at;
    context.addIssue({
      code: "custom",
      message: parsed.ok
        ? `must lie between the years ${FIRST_YEAR} and ${LAST_YEAR}`
        : parsed.reason,
    });
    return z.NEVER;
  });

function isStorable(at: Date): boolean {
  const year = at.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** A JSON object within the limits of {@link jsonFault}, e.g. the data of a schedule. */
export const jsonObjectSchema = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    "must be of type object",
  )
  .superRefine((value, context) => {
    const fault = jsonFault(value);
    if (fault === null) return;
    context.addIssue({
      code: "custom",
      message:
        fault.path === "" ? fault.reason : `is not acceptable: '${fault.path}' ${fault.reason}`,
    });
  });

/** Extra headers of the call to the endpoint. */
export const headersSchema = z
  .record(z.string(), z.string().max(MAX_HEADER_LENGTH))
  .superRefine((headers, context) => {
    const entries = Object.entries(headers);
    if (entries.length > MAX_HEADERS) {
      context.addIssue({ code: "custom", message: `must be at most ${MAX_HEADERS} entries long` });
    }
    for (const [name, value] of entries) {
      const fault = isReservedHeader(name)
        ? `the header "${name}" is set by the scheduler`
        : headerFault(name, value);
      if (fault !== null)
        context.addIssue({ code: "custom", message: `is not acceptable: ${fault}` });
    }
  });

export const prioritySchema = z.int().min(1).max(100);
export const queueSchema = lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty");
export const synchronousSecondsSchema = z.int().min(1).max(300);
export const asynchronousSecondsSchema = z.int().min(1).max(MAX_ASYNCHRONOUS_SECONDS).nullable();
export const retentionDaysSchema = z.int().min(1).max(MAX_RETENTION_DAYS).nullable();
