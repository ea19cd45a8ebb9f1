const UTC_TEXT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?\s*(?:Z|UTC)?$/i;

type UtcText = { ok: true; at: Date } | { ok: false; reason: string };

/** Reads `2025-11-14`, `2025-11-14 14:02` or `2025-11-14 14:02:31` as an instant in UTC. */
export function parseUtcText(text: string): UtcText {
  const match = UTC_TEXT.exec(text.trim());
  if (match === null) {
    return {
      ok: false,
      reason: "Write it as YYYY-MM-DD HH:MM:SS in UTC, for example 2025-11-14 14:02:31.",
    };
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, second, Number((match[7] ?? "0").padEnd(3, "0")));
  const isReal =
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return isReal
    ? { ok: true, at }
    : { ok: false, reason: `There is no ${text.trim()} in the calendar.` };
}

/** Writes an instant the way `parseUtcText` reads it: `2025-11-14 14:02:31`. */
export function utcText(at: Date): string {
  return at.toISOString().slice(0, 19).replace("T", " ");
}
