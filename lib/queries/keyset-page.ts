/** Where a page of a sorted list begins: after or before a row, named by its sort value and id. */
export interface KeysetPosition {
  direction: "after" | "before";
  value: string;
  id: string;
}

/** A page that can be left on both sides; a cursor is null where there is nothing further. */
export interface KeysetPage<T> {
  items: T[];
  previousCursor: string | null;
  nextCursor: string | null;
}

/** The cursor of a position, as it stands in an address. */
export function writeCursor({ direction, value, id }: KeysetPosition): string {
  return Buffer.from(JSON.stringify([direction, value, id])).toString("base64url");
}

/** The position of a cursor; null for a text that is none. */
export function readCursor(text: string): KeysetPosition | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(parsed) || parsed.length !== 3) return null;
    const [direction, value, id] = parsed as unknown[];
    if (direction !== "after" && direction !== "before") return null;
    if (typeof value !== "string" || typeof id !== "string" || value.includes("\0")) return null;
    return { direction, value, id };
  } catch {
    return null;
  }
}

interface PageRequest<T> {
  limit: number;
  position: KeysetPosition | null;
  keyOf: (row: T) => { value: string; id: string };
}

/**
 * Makes a page of up to `limit` + 1 rows that were read from the position on, in the order they were
 * read: backwards for a page before a row.
 */
export function keysetPage<T>(rows: readonly T[], request: PageRequest<T>): KeysetPage<T> {
  const { limit, position, keyOf } = request;
  const isBackwards = position?.direction === "before";
  const hasFurther = rows.length > limit;
  const items = rows.slice(0, limit);
  if (isBackwards) items.reverse();
  const [first, last] = [items[0], items.at(-1)];
  const hasPrevious = isBackwards ? hasFurther : position !== null;
  const hasNext = isBackwards || hasFurther;
  return {
    items,
    previousCursor:
      hasPrevious && first ? writeCursor({ direction: "before", ...keyOf(first) }) : null,
    nextCursor: hasNext && last ? writeCursor({ direction: "after", ...keyOf(last) }) : null,
  };
}
