import { type LogStyle, plainLogText, styledLogText } from "@/lib/domain/run/log-text";

export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of a run log as the view shows it; `number` counts from 1 and never changes. */
export type LogLineView = {
  number: number;
  at: Date;
  level: LogLevel;
  text: string;
  /** In a log of several runs: what wrote it, and where the line is in the log of its own run. */
  source?: { name: string; href: string };
};

/** A stretch of a line: in one style, and a hit of the search or not; `offset` is where it begins. */
export type LogPiece = { text: string; style: LogStyle; isHit: boolean; offset: number };

/** Lines at or above a level. */
export function linesFromLevel(lines: readonly LogLineView[], level: LogLevel): LogLineView[] {
  const least = LOG_LEVELS.indexOf(level);
  return lines.filter((line) => LOG_LEVELS.indexOf(line.level) >= least);
}

/** The level of the keys 1 to 4; undefined for any other. */
export function levelOfKey(key: string): LogLevel | undefined {
  return /^[1-4]$/.test(key) ? LOG_LEVELS[Number(key) - 1] : undefined;
}

/** Indexes of the lines that contain the words, ignoring case; none for an empty search. */
export function findInLines(lines: readonly LogLineView[], words: string): number[] {
  const needle = words.toLowerCase();
  if (needle === "") return [];
  return lines.flatMap((line, index) =>
    plainLogText(line.text).toLowerCase().includes(needle) ? [index] : [],
  );
}

/** Lines that contain the words, ignoring case; none for an empty search. */
export function linesWith(lines: readonly LogLineView[], words: string): LogLineView[] {
  return findInLines(lines, words).flatMap((index) => lines[index] ?? []);
}

/** A line cut where its style changes and at every hit; joined, the pieces are its plain text. */
export function logPieces(text: string, words: string): LogPiece[] {
  const cuts = hitBounds(plainLogText(text), words);
  const pieces: LogPiece[] = [];
  let offset = 0;
  for (const { text: part, style } of styledLogText(text)) {
    const end = offset + part.length;
    const inner = cuts.filter((cut) => cut > offset && cut < end);
    let from = offset;
    for (const until of [...inner, end]) {
      // Cuts come in pairs: behind an odd number of them lies a hit.
      const isHit = cuts.filter((cut) => cut <= from).length % 2 === 1;
      pieces.push({ text: part.slice(from - offset, until - offset), style, isHit, offset: from });
      from = until;
    }
    offset = end;
  }
  return pieces;
}

/** Hits looked for in one line; nobody reads more, and each is an element of the page. */
const MAX_HITS = 200;

/** Where hits begin and end, in turn. */
function hitBounds(text: string, words: string): number[] {
  const haystack = text.toLowerCase();
  const needle = words.toLowerCase();
  // Some letters change their length in lower case; positions would not fit then.
  if (needle === "" || haystack.length !== text.length) return [];
  const bounds: number[] = [];
  let at = haystack.indexOf(needle);
  while (at !== -1 && bounds.length < 2 * MAX_HITS) {
    // A hit that begins where the last one ends goes on with it.
    if (bounds.at(-1) === at) bounds.pop();
    else bounds.push(at);
    bounds.push(at + needle.length);
    at = haystack.indexOf(needle, at + needle.length);
  }
  return bounds;
}

/** Time since the beginning of a log: `+0:04.250`, `+1:02:03.000`. */
export function offsetText(ms: number): string {
  const size = Math.abs(ms);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const hours = Math.floor(size / 3_600_000);
  const minutes = Math.floor(size / 60_000) % 60;
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  const rest = String(Math.floor(size) % 1000).padStart(3, "0");
  return `${ms < 0 ? "−" : "+"}${head}:${two((size / 1000) % 60)}.${rest}`;
}
