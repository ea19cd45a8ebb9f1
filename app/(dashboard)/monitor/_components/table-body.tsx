"use client";

import type { KeyboardEvent, ReactNode, RefObject } from "react";
import type { StateVocabulary } from "@/components/runs/run-state-badge";
import { Td, Tr } from "@/components/ui/table";
import type { NoteEntry, TreeEntry } from "../tree-rows";
import type { MonitorColumn } from "./monitor-columns";
import { MonitorRow, type RowHandlers, type RowPlace } from "./monitor-row";
import { type RevealRow, VirtualRows } from "./virtual-rows";

export type TableBodyProps = RowHandlers & {
  entries: readonly TreeEntry[];
  columns: readonly MonitorColumn[];
  stripScaleMs: number | null;
  vocabulary: StateVocabulary;
  selected: ReadonlySet<string>;
  openRun: string;
  isSelectable: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  scrollRef: RefObject<HTMLElement | null>;
  revealRef: RefObject<RevealRow | null>;
};

/** The rows of the table. A row has the place it has among all, whether the others are drawn or not. */
export function TableBody(props: TableBodyProps) {
  const { entries, columns, revealRef, scrollRef, onKeyDown, ...rest } = props;
  const span = columns.length + 4;
  const draw = (entry: TreeEntry, place: RowPlace): ReactNode =>
    entry.kind === "note" ? (
      <NoteRow key={entry.key} note={entry} span={span} place={place} />
    ) : (
      <MonitorRow
        key={entry.key}
        entry={entry}
        index={place.index}
        measure={place.measure}
        columns={columns}
        stripScaleMs={rest.stripScaleMs}
        vocabulary={rest.vocabulary}
        isSelected={rest.selected.has(entry.row.id)}
        isOpen={entry.row.id === rest.openRun}
        isSelectable={rest.isSelectable}
        onToggle={rest.onToggle}
        onOpen={rest.onOpen}
        onExpand={rest.onExpand}
      />
    );
  return (
    <VirtualRows
      entries={entries}
      span={span}
      draw={draw}
      scrollRef={scrollRef}
      revealRef={revealRef}
      onKeyDown={onKeyDown}
    />
  );
}

/** A line in place of rows that are being read, cannot be read, or are too many. */
function NoteRow({ note, span, place }: { note: NoteEntry; span: number; place: RowPlace }) {
  return (
    <Tr aria-rowindex={place.index + 2} data-index={place.index} ref={place.measure}>
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
