/** The numbers from `from` to `to`, both included; null is an open end. */
export interface NumberRange {
  readonly from: number | null;
  readonly to: number | null;
}

type NumberRangesResult =
  | { ok: true; ranges: NumberRange[] }
  | { ok: false; position: number; reason: string };

const ITEM = /^(\d{1,15})?\s*(-)?\s*(\d{1,15})?$/;
const HOW_TO =
  'Write a number such as 7, a range such as 10-20, "-3" for up to 3, or "50-" for 50 and more.';

/**
 * Reads a comma list of numbers and ranges, open at either end: `-3,10-20,50-` means up to 3, 10 to 20, 50 and more
 * (run-states-and-chains 1.2). A leading "-" therefore never is a sign. Positions count from 1.
 */
export function parseNumberRanges(text: string): NumberRangesResult {
  const ranges: NumberRange[] = [];
  let start = 0;
  for (const part of text.split(",")) {
    const item = part.trim();
    const position = start + part.length - part.trimStart().length + 1;
    const range = readRange(item);
    if (typeof range === "string") {
      // An item that is left out is reported where it would stand, never past the end of the text.
      return { ok: false, position: Math.min(position, Math.max(text.length, 1)), reason: range };
    }
    ranges.push(range);
    start += part.length + 1;
  }
  return { ok: true, ranges };
}

function readRange(item: string): NumberRange | string {
  if (item === "") return `There is a number missing. ${HOW_TO}`;
  const match = ITEM.exec(item);
  const [, first, dash, second] = match ?? [];
  if (match === null || (first ?? second) === undefined || (!dash && second !== undefined)) {
    return HOW_TO;
  }
  const from = first === undefined ? null : Number(first);
  const to = second === undefined ? null : Number(second);
  if (!dash) return { from, to: from };
  if (from !== null && to !== null && from > to)
    return `The range ${from}-${to} ends before it starts.`;
  return { from, to };
}

/** Whether one of the ranges holds the number. */
export function isInRanges(ranges: readonly NumberRange[], value: number): boolean {
  return ranges.some(
    ({ from, to }) => (from === null || value >= from) && (to === null || value <= to),
  );
}
