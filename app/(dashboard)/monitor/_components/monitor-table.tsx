"use client";

import { type KeyboardEvent, type RefObject, useMemo } from "react";
import type { StateVocabulary } from "@/components/runs/run-state-badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatCount } from "@/lib/format/format-number";
import type { MonitorRow as Row } from "../monitor-page";
import type { NoteEntry, TreeEntry } from "../tree-rows";
import { COLUMNS, type ColumnId } from "./monitor-columns";
import { MonitorRow, type RowHandlers } from "./monitor-row";

type MonitorTableProps = RowHandlers & {
  /** The runs of the page; `entries` has them with what is unfolded below them. */
  rows: readonly Row[];
  entries: readonly TreeEntry[];
  columns: readonly ColumnId[];
  vocabulary: StateVocabulary;
  selected: ReadonlySet<string>;
  openRun: string;
  /** Without a role that may act there is nothing to select for. */
  isSelectable: boolean;
  onTogglePage: (isOn: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  tableRef: RefObject<HTMLTableElement | null>;
};

/** What still fits when a run is open beside the list; the rest stands in its pane. */
const BESIDE_A_RUN: readonly ColumnId[] = ["why", "strip", "duration"];

const HEAD = "sticky top-0 z-10 border-b-0 shadow-[inset_0_-1px_0_var(--line)]";

export function MonitorTable(props: MonitorTableProps) {
  const { rows, entries, columns, vocabulary, selected, openRun, isSelectable } = props;
  const isSplit = openRun !== "";
  const shown = useMemo(
    () =>
      COLUMNS.filter(({ id }) => columns.includes(id) && (!isSplit || BESIDE_A_RUN.includes(id))),
    [columns, isSplit],
  );
  const onPage = rows.filter((row) => selected.has(row.id)).length;
  return (
    <Table
      ref={props.tableRef}
      caption={`${formatCount(rows.length, "run")}, newest first`}
      boxClassName="overflow-x-visible"
    >
      <thead>
        <tr>
          {isSelectable && (
            <Th className={`${HEAD} w-9 pr-0`}>
              <Checkbox
                checked={onPage === 0 ? false : onPage === rows.length ? true : "indeterminate"}
                onCheckedChange={() => props.onTogglePage(onPage < rows.length)}
                aria-label="Select all runs on this page"
              />
            </Th>
          )}
          <Th className={HEAD}>
            <span className="max-sm:sr-only">State</span>
          </Th>
          <Th className={HEAD}>Run</Th>
          {shown.map((column) => (
            <Th
              key={column.id}
              numeric={column.numeric ?? false}
              title={column.title}
              className={`${HEAD} max-sm:hidden`}
            >
              {column.head}
            </Th>
          ))}
          <Th numeric className={`${HEAD} sm:hidden`}>
            Duration
          </Th>
        </tr>
      </thead>
      <tbody onKeyDown={props.onKeyDown}>
        {entries.map((entry) =>
          entry.kind === "note" ? (
            <NoteRow key={entry.key} note={entry} span={shown.length + 4} />
          ) : (
            <MonitorRow
              key={entry.key}
              entry={entry}
              columns={shown}
              vocabulary={vocabulary}
              isSelected={selected.has(entry.row.id)}
              isOpen={entry.row.id === openRun}
              isSelectable={isSelectable}
              onToggle={props.onToggle}
              onOpen={props.onOpen}
              onExpand={props.onExpand}
            />
          ),
        )}
      </tbody>
    </Table>
  );
}

/** A line in place of rows that are being read, cannot be read, or are too many. */
function NoteRow({ note, span }: { note: NoteEntry; span: number }) {
  return (
    <Tr>
      <Td
        colSpan={span}
        className={note.isFailure ? "text-[var(--tone-error-ink)]" : "text-ink-muted"}
        style={{ paddingLeft: 48 + note.depth * 18 }}
      >
        <span role={note.isFailure ? "alert" : "status"} className="text-xs">
          {note.text}
        </span>
      </Td>
    </Tr>
  );
}
