const SECRET_NAME = /pass(word|wd|phrase)?$|secret|token|authorization|cookie|private/i;
const MAX_TEXT = 1000;
const MAX_ENTRIES = 100;
const MAX_DEPTH = 6;

/**
 * What may stand in the audit: secrets are masked by the name of their field, long text is cut, and
 * lists and nesting are bounded. The result is always storable as JSON.
 */
export function auditDetails(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value === null || typeof value !== "object") return primitive(value);
  if (depth >= MAX_DEPTH) return "[nested too deep]";
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ENTRIES).map((entry) => auditDetails(entry, depth + 1));
  }
  const entries = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(
    entries.map(([name, entry]) => [
      storableText(name),
      isSecret(name, entry) ? "[hidden]" : auditDetails(entry, depth + 1),
    ]),
  );
}

function isSecret(name: string, value: unknown): boolean {
  return SECRET_NAME.test(name) && value !== null && typeof value !== "boolean";
}

function primitive(value: unknown): number | boolean | null {
  if (typeof value === "boolean") return value;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** PostgreSQL's jsonb takes neither NUL nor half a surrogate pair. */
function storableText(text: string): string {
  const clean = text.replace(/\0|\p{Cs}/gu, "\uFFFD");
  return clean.length > MAX_TEXT
    ? `${clean.slice(0, MAX_TEXT - 1).replace(/\p{Cs}$/u, "")}…`
    : clean;
}
