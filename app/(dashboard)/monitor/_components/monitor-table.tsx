"use client";

import { type KeyboardEvent, type RefObject, useMemo } from "react";
import type { StateVocabulary } from "@/components/runs/run-state-badge";
import { Table } from "@/components/ui/table";
import type { Selection } from "@/lib/domain/run/selection";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCount } from "@/lib/format/format-number";
import type { MonitorLayout } from "../monitor-layout";
import type { MonitorRow as Row } from "../monitor-page";
import { orderWords } from "../sort-orders";
import type { TreeEntry } from "../tree-rows";
import type { RowHandlers } from "./monitor-row";
import { TableBody } from "./table-body";
import { columnBoxes, leastWidth, lengthVariable, shownColumns } from "./table-columns";
import { type HeadHandlers, TableHead } from "./table-head";
import { useStripScale } from "./use-strip-scale";
import type { RevealRow } from "./virtual-rows";

type MonitorTableProps = RowHandlers &
  HeadHandlers & {
    /** The runs of the page; `entries` has them with what is unfolded below them. */
    rows: readonly Row[];
    entries: readonly TreeEntry[];
    /** What the list is narrowed to and put in order by. */
    selection: Selection;
    layout: MonitorLayout;
    vocabulary: StateVocabulary;
    selected: ReadonlySet<string>;
    openRun: string;
    /** Without a role that may act there is nothing to select for. */
    isSelectable: boolean;
    onKeyDown: (event: KeyboardEvent) => void;
    tableRef: RefObject<HTMLTableElement | null>;
    /** The box the table scrolls in. */
    scrollRef: RefObject<HTMLElement | null>;
    revealRef: RefObject<RevealRow | null>;
  };

/** The runs of the page as a table, or as cards of two lines where there is no room for columns. */
export function MonitorTable(props: MonitorTableProps) {
  const { rows, entries, layout, selection, vocabulary, selected, openRun, isSelectable } = props;
  const isSplit = openRun !== "";
  const columns = useMemo(() => shownColumns(layout.columns, isSplit), [layout.columns, isSplit]);
  const boxes = columnBoxes({ columns, widths: layout.widths, vocabulary, isSelectable });
  const stripScaleMs = useStripScale(rows);
  const stripScale = stripScaleMs === null ? "" : `full width ${formatDuration(stripScaleMs)}`;
  return (
    <Table
      ref={props.tableRef}
      caption={`${formatCount(rows.length, "run")}, ${orderWords(selection.sort)}`}
      density={layout.density}
      aria-rowcount={entries.length + 1}
      boxClassName="overflow-x-visible"
      className="sm:min-w-(--least-width) sm:table-fixed"
      style={lengthVariable("--least-width", leastWidth(boxes))}
    >
      <colgroup>
        {boxes.map(({ id, width }) => (
          <col
            key={id}
            className={`sm:w-(--column-width) ${id === "select" || id === "state" || id === "run" ? "" : "max-sm:hidden"}`}
            style={lengthVariable("--column-width", width)}
          />
        ))}
      </colgroup>
      <TableHead
        columns={columns}
        selection={selection}
        isSelectable={isSelectable}
        selectedOnPage={rows.filter((row) => selected.has(row.id)).length}
        rowsOnPage={rows.length}
        stripScale={stripScale}
        onSort={props.onSort}
        onResize={props.onResize}
        onTogglePage={props.onTogglePage}
      />
      <TableBody
        entries={entries}
        columns={columns}
        stripScaleMs={stripScaleMs}
        vocabulary={vocabulary}
        selected={selected}
        openRun={openRun}
        isSelectable={isSelectable}
        onToggle={props.onToggle}
        onOpen={props.onOpen}
        onExpand={props.onExpand}
        onKeyDown={props.onKeyDown}
        scrollRef={props.scrollRef}
        revealRef={props.revealRef}
      />
    </Table>
  );
}
