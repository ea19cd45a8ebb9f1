export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of a run log as the view shows it; `number` counts from 1 and never changes. */
export type LogLineView = { number: number; at: Date; level: LogLevel; text: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what is removed.
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text without terminal escapes, control characters and marks that reorder what is read. */
export function safeLogText(text: string): string {
  return text.replace(ESCAPES, "").replace(CONTROLS, "");
}

/** Lines at or above a level. */
export function linesFromLevel(lines: readonly LogLineView[], level: LogLevel): LogLineView[] {
  const least = LOG_LEVELS.indexOf(level);
  return lines.filter((line) => LOG_LEVELS.indexOf(line.level) >= least);
}

/** Indexes of the lines that contain the words, ignoring case; none for an empty search. */
export function findInLines(lines: readonly LogLineView[], words: string): number[] {
  const needle = words.toLowerCase();
  if (needle === "") return [];
  return lines.flatMap((line, index) =>
    safeLogText(line.text).toLowerCase().includes(needle) ? [index] : [],
  );
}

/** The text cut at every hit: `[{ text, isHit }]`, joined they give the text again. */
export function splitByHits(text: string, words: string): { text: string; isHit: boolean }[] {
  if (words === "") return [{ text, isHit: false }];
  const parts: { text: string; isHit: boolean }[] = [];
  const haystack = text.toLowerCase();
  const needle = words.toLowerCase();
  // Some letters change their length in lower case; positions would not fit then.
  if (haystack.length !== text.length) return [{ text, isHit: false }];
  let from = 0;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), isHit: false });
    parts.push({ text: text.slice(at, at + needle.length), isHit: true });
    from = at + needle.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isHit: false });
  return parts;
}
