import { z } from "zod";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import { DEFAULT_PAGE, MAX_PAGE } from "@/lib/domain/run/run-query";
import type { Context } from "@/lib/services/context";
import type { NamedRows } from "@/lib/store/gate-list";

const limitSchema = z.object({ limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE) });

/** One page of a list that is sorted by name, of the caller's own tenant; the cursor names the last row. */
export async function namedPage<Row extends { name: string }>(
  ctx: Context,
  query: GateListQuery,
  select: (request: NamedRows) => Promise<Row[]>,
): Promise<GatePage<Row>> {
  const { limit } = parseInput(limitSchema, { limit: query.limit });
  const rows = await select({
    tenantId: ctx.scope.tenantId,
    after: query.cursor === undefined ? undefined : nameOf(query.cursor),
    part: query.name,
    limit: limit + 1,
  });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : cursorOf(last.name) };
}

function cursorOf(name: string): string {
  return Buffer.from(name).toString("base64url");
}

function nameOf(cursor: string): string {
  const name = Buffer.from(cursor, "base64url").toString();
  if (cursorOf(name) === cursor && !name.includes("\0")) return name;
  throw new AppError("invalid", "'cursor' must be the nextCursor of a page", { field: "cursor" });
}
