import type { MonitorRow } from "./monitor-page";

/** What is known of the runs below an unfolded row. */
export type ChildRows =
  | { state: "reading" }
  | { state: "failed"; message: string }
  | { state: "read"; rows: readonly MonitorRow[]; isCut: boolean };

/** A run in its place in the tree. */
export interface RunEntry {
  kind: "run";
  /** Unlike the id of the run it is never on the page twice: a call may be found by a filter and below its chain. */
  key: string;
  row: MonitorRow;
  depth: number;
  /** Key of the row it stands below. */
  parentKey: string | null;
  isExpandable: boolean;
  isExpanded: boolean;
}

/** A line that stands for rows that are not there. */
export interface NoteEntry {
  kind: "note";
  key: string;
  depth: number;
  text: string;
  isFailure: boolean;
}

export type TreeEntry = RunEntry | NoteEntry;

/** The rows as they are shown: below each unfolded chain or step its children, or what is to be said instead. */
export function treeEntries(
  rows: readonly MonitorRow[],
  expanded: ReadonlySet<string>,
  childrenOf: (runId: string) => ChildRows | undefined,
): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const add = (row: MonitorRow, above: RunEntry | null): void => {
    const entry = entryOf(row, above, expanded);
    entries.push(entry);
    if (!entry.isExpanded) return;
    const children = childrenOf(row.id) ?? { state: "reading" };
    if (children.state === "read") for (const child of children.rows) add(child, entry);
    const note = noteOf(children, row);
    if (note !== null) {
      entries.push({ kind: "note", key: `${entry.key}/note`, depth: entry.depth + 1, ...note });
    }
  };
  for (const row of rows) add(row, null);
  return entries;
}

function entryOf(row: MonitorRow, above: RunEntry | null, expanded: ReadonlySet<string>): RunEntry {
  const isExpandable = row.kind === "chain";
  const isExpanded = isExpandable && expanded.has(row.id);
  const place =
    above === null
      ? { key: row.id, depth: 0, parentKey: null }
      : { key: `${above.key}/${row.id}`, depth: above.depth + 1, parentKey: above.key };
  return { kind: "run", row, ...place, isExpandable, isExpanded };
}

function noteOf(children: ChildRows, { role }: MonitorRow) {
  const what = role === "step" ? "calls" : "steps";
  switch (children.state) {
    case "reading":
      return { text: `Reading its ${what}`, isFailure: false };
    case "failed":
      return { text: `Its ${what} could not be read: ${children.message}`, isFailure: true };
    case "read":
      if (children.rows.length === 0) return { text: `It has no ${what}`, isFailure: false };
      return children.isCut
        ? { text: `It has more ${what}; the page of the run shows them`, isFailure: false }
        : null;
  }
}

/** The row an arrow to the left leads to from a folded one: the one it stands below. */
export function entryAbove(
  entries: readonly TreeEntry[],
  { parentKey }: RunEntry,
): RunEntry | undefined {
  return runEntries(entries).find(({ key }) => key === parentKey);
}

/** The rows that are runs. */
export function runEntries(entries: readonly TreeEntry[]): RunEntry[] {
  return entries.filter((entry) => entry.kind === "run");
}
