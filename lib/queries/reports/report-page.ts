import { AppError } from "@/lib/domain/errors";
import { placeOrder, type RowPlace, type SortValue } from "@/lib/domain/report/order-rows";
import { type KeysetPage, keysetPage, readCursor } from "@/lib/queries/keyset-page";

interface PageRequest<Row> {
  sort: string;
  limit: number;
  cursor?: string | undefined;
  placeOf: (row: Row) => RowPlace;
}

/** One page of rows in an order; a cursor names the row a page begins after or before, also when that is gone. */
export function reportPage<Row>(rows: readonly Row[], request: PageRequest<Row>): KeysetPage<Row> {
  const { sort, limit, cursor, placeOf } = request;
  const order = placeOrder(sort);
  const sorted = sortedRows(rows, request);
  const position = cursor === undefined ? null : positionOf(cursor);
  const place = position && { value: sortValueIn(position.value), key: position.id };
  const isBackwards = position?.direction === "before";
  const beyond = sorted.filter((row) => {
    if (place === null) return true;
    const distance = order(placeOf(row), place);
    return isBackwards ? distance < 0 : distance > 0;
  });
  const nearest = isBackwards ? beyond.reverse() : beyond;
  return keysetPage(nearest.slice(0, limit + 1), {
    limit,
    position,
    keyOf: (row) => ({ value: JSON.stringify(placeOf(row).value), id: placeOf(row).key }),
  });
}

/** All rows in an order. */
export function sortedRows<Row>(
  rows: readonly Row[],
  { sort, placeOf }: Pick<PageRequest<Row>, "sort" | "placeOf">,
): Row[] {
  const order = placeOrder(sort);
  const places = new Map(rows.map((row) => [row, placeOf(row)]));
  const at = (row: Row) => places.get(row) ?? placeOf(row);
  return rows.toSorted((a, b) => order(at(a), at(b)));
}

function positionOf(cursor: string) {
  const position = readCursor(cursor);
  if (position !== null) return position;
  throw new AppError("invalid", "'cursor' must be the cursor of a page", { field: "cursor" });
}

function sortValueIn(text: string): SortValue {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "number" || typeof value === "string" ? value : null;
  } catch {
    throw new AppError("invalid", "'cursor' must be the cursor of a page", { field: "cursor" });
  }
}
