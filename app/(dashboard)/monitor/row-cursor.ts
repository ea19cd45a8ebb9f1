import { entryAbove, type RunEntry, runEntries, type TreeEntry } from "./tree-rows";

/** The row a step leads to: from nowhere to the first or the last, and not beyond the ends. */
export function stepFrom(
  entries: readonly TreeEntry[],
  from: RunEntry | undefined,
  by: 1 | -1,
): RunEntry | undefined {
  const rows = runEntries(entries);
  const index = rows.findIndex(({ key }) => key === from?.key);
  if (index === -1) return by === 1 ? rows[0] : rows.at(-1);
  return rows[index + by];
}

/** What an arrow to the side does: unfold or fold the row, lead to another one, or nothing. */
export interface TreeMove {
  expand?: boolean;
  to?: RunEntry;
}

/** To the inside a folded row unfolds and an unfolded one leads to its first child, to the outside the way back. */
export function treeMove(
  entries: readonly TreeEntry[],
  from: RunEntry | undefined,
  direction: "in" | "out",
): TreeMove | null {
  if (from === undefined) return null;
  if (direction === "in") {
    if (!from.isExpandable) return null;
    if (!from.isExpanded) return { expand: true };
    const child = runEntries(entries).find(({ parentKey }) => parentKey === from.key);
    return child === undefined ? {} : { to: child };
  }
  if (from.isExpanded) return { expand: false };
  const above = entryAbove(entries, from);
  return above === undefined ? null : { to: above };
}
