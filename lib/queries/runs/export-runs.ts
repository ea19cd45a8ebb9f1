import { parseInput } from "@/lib/domain/definition/parse-input";
import { type SelectionInput, selectionSchema } from "@/lib/domain/run/selection";
import type { Context } from "@/lib/services/context";
import { type ListedMembers, listRuns, type RunPage } from "./list-runs";
import { CSV_HEAD, runsCsv } from "./runs-csv";

const BATCH = 500;

/** A file of runs: its name, and its text piece by piece. */
export interface RunsExport {
  fileName: string;
  pieces: AsyncGenerator<string, void, undefined>;
}

/**
 * All runs of a selection as CSV, in its order; only one page of them is in memory at a time. The first page is read
 * before this returns, so that what is refused is refused at once.
 */
export async function exportRuns(
  ctx: Context,
  input: SelectionInput = {},
  members: ListedMembers = {},
): Promise<RunsExport> {
  const selection = parseInput(selectionSchema, input);
  // What is submitted while the oldest are written would follow them without end.
  const to = selection.sort === "submitted" ? (selection.to ?? ctx.now) : selection.to;
  const read = (cursor?: string) =>
    listRuns(ctx, { ...selection, to, limit: BATCH, cursor }, members);
  const first = await read();
  const stamp = ctx.now.toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-");
  return { fileName: `runs-${stamp}.csv`, pieces: piecesFrom(first, read) };
}

async function* piecesFrom(
  first: RunPage,
  read: (cursor: string) => Promise<RunPage>,
): AsyncGenerator<string, void, undefined> {
  yield CSV_HEAD;
  for (let page = first; ; page = await read(page.nextCursor)) {
    if (page.items.length > 0) yield runsCsv(page.items);
    if (page.nextCursor === null) return;
  }
}
