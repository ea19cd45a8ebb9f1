import { z } from "zod";
import { parseDateText } from "./date/date-text";
import { parseWithFormat } from "./date/parse-with-format";
import { MAX_SCHEDULE_TEXT } from "./sap-cron";

type DateInputResult = { ok: true; at: Date } | { ok: false; reason: string };

const dateObjectSchema = z.strictObject({ date: z.string(), format: z.string().nullish() });

/**
 * Reads a date string (ISO 8601, RFC 2822) or a `{ date, format }` object of job-scheduling-api 9;
 * UTC without an offset. Reasons are predicates that fit after the field's name.
 */
export function parseDateInput(value: unknown): DateInputResult {
  if (typeof value === "string") return parsePlain(value);
  const object = dateObjectSchema.safeParse(value);
  if (!object.success) {
    return { ok: false, reason: "must be a date string or an object { date, format } of strings" };
  }
  const { date, format } = object.data;
  if (format === undefined || format === null) return parsePlain(date);
  if (isTooLong(date) || isTooLong(format)) return tooLong;
  return parseWithFormat(date.trim(), format.trim());
}

/** `YYYY-MM-DD HH:mm:ss` in UTC, the only output format of the compatible API; fractions are cut. */
export function formatUtc(at: Date, separator: " " | "T" = " "): string {
  return at
    .toISOString()
    .replace(/\.\d{3}Z$/, "")
    .replace("T", separator);
}

const tooLong = {
  ok: false,
  reason: `must not be longer than ${MAX_SCHEDULE_TEXT} characters`,
} as const;

function isTooLong(text: string): boolean {
  return text.length > MAX_SCHEDULE_TEXT;
}

function parsePlain(text: string): DateInputResult {
  if (isTooLong(text)) return tooLong;
  const result = parseDateText(text);
  return result.ok ? { ok: true, at: result.at } : result;
}
