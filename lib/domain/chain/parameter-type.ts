import { instantInRange } from "@/lib/domain/schedule/date/date-parts";
import { parseDateText } from "@/lib/domain/schedule/date/date-text";

export const PARAMETER_TYPES = ["string", "number", "boolean", "date", "json"] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

type ConformedValue = { ok: true; value: unknown } | { ok: false; reason: string };

const MAX_DATE_LENGTH = 100;
const NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A value as a parameter of the type keeps it, as JSON: a date becomes ISO 8601 in UTC, everything else stays. A
 * value of another type is refused with a predicate; nothing is converted.
 */
export function conformValue(type: ParameterType, value: unknown): ConformedValue {
  switch (type) {
    case "string":
      return typeof value === "string" ? fits(value) : refused("must be a text");
    case "number":
      return typeof value === "number" && Number.isFinite(value)
        ? fits(value)
        : refused("must be a number");
    case "boolean":
      return typeof value === "boolean" ? fits(value) : refused("must be true or false");
    case "date":
      return conformDate(value);
    case "json":
      return value instanceof Date ? conformDate(value) : fits(value);
  }
}

/** A text that somebody wrote where a value of the type belongs: `12` is a number there, `true` is true. */
export function conformPlainText(type: ParameterType, text: string): ConformedValue {
  const trimmed = text.trim();
  if (type === "number" && NUMERIC.test(trimmed)) return conformValue(type, Number(trimmed));
  if (type === "boolean" && (trimmed === "true" || trimmed === "false")) {
    return fits(trimmed === "true");
  }
  return conformValue(type, text);
}

function conformDate(value: unknown): ConformedValue {
  if (value instanceof Date) {
    const ranged = instantInRange(value.getTime());
    return ranged.ok ? fits(ranged.at.toISOString()) : refused(ranged.reason);
  }
  if (typeof value !== "string" || value.length > MAX_DATE_LENGTH) {
    return refused("must be a date such as 2026-11-21T08:00:00Z");
  }
  const parsed = parseDateText(value);
  return parsed.ok ? fits(parsed.at.toISOString()) : refused(parsed.reason);
}

function fits(value: unknown): ConformedValue {
  return { ok: true, value };
}

function refused(reason: string): ConformedValue {
  return { ok: false, reason };
}
