import { type DateParts, instantInRange, resolveDateParts } from "./date-parts";
import { FORMAT_TOKENS } from "./format-token";

type FormattedResult = { ok: true; at: Date } | { ok: false; reason: string };

type FormatPiece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "token"; readonly name: string };

/** Reads a date by a moment-style format (job-scheduling-api 9), strictly and left to right. */
export function parseWithFormat(text: string, format: string): FormattedResult {
  if (format === "X" || format === "x") return parseUnixTime(text, format);
  const pieces = splitFormat(format);
  if (typeof pieces === "string") return { ok: false, reason: pieces };
  const parts = readPieces(text, pieces);
  if (parts === null) return { ok: false, reason: "does not match its format" };
  return resolveDateParts(parts);
}

function parseUnixTime(text: string, format: "X" | "x"): FormattedResult {
  const pattern = format === "X" ? /^[+-]?\d{1,12}(?:\.\d{1,9})?$/ : /^[+-]?\d{1,15}$/;
  if (!pattern.test(text)) return { ok: false, reason: "does not match its format" };
  return instantInRange(format === "X" ? Math.round(Number(text) * 1000) : Number(text));
}

/** The pieces of a format, or the reason it cannot be used. */
function splitFormat(format: string): FormatPiece[] | string {
  const pieces: FormatPiece[] = [];
  const named = new Set<string>();
  for (const [run] of format.matchAll(/\[[^\]]*\]|Do|([A-Za-z])\1*|[^A-Za-z]/g)) {
    const token = FORMAT_TOKENS[run];
    if (token === undefined) {
      if (/^[A-SU-Za-z]/.test(run)) return unknownToken(run);
      pieces.push({ kind: "literal", text: run.startsWith("[") ? run.slice(1, -1) : run });
      continue;
    }
    if (named.has(token.part)) return `has a format that names the ${token.part} twice`;
    named.add(token.part);
    pieces.push({ kind: "token", name: run });
  }
  return named.size === 0 ? "has a format without any token" : pieces;
}

function unknownToken(run: string): string {
  return run.toLowerCase() === "x"
    ? `has a format in which '${run}' does not stand alone`
    : `has a format with the unknown token '${run}' (put literal text in [brackets])`;
}

function readPieces(text: string, pieces: readonly FormatPiece[]): DateParts | null {
  const parts: DateParts = {};
  let position = 0;
  for (const piece of pieces) {
    const read = piece.kind === "literal" ? piece.text : readToken(text, position, piece.name);
    if (read === null || !text.startsWith(read, position)) return null;
    if (piece.kind === "token" && !FORMAT_TOKENS[piece.name]?.read(read, parts)) return null;
    position += read.length;
  }
  return position === text.length ? parts : null;
}

function readToken(text: string, position: number, name: string): string | null {
  const pattern = FORMAT_TOKENS[name]?.pattern;
  if (!pattern) return null;
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0] ?? null;
}
