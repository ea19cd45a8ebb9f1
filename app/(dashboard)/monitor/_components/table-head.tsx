"use client";

import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ColumnResizer } from "@/components/ui/column-resizer";
import { Th } from "@/components/ui/th";
import { toast } from "@/components/ui/toast";
import type { Selection } from "@/lib/domain/run/selection";
import type { ColumnId, FixedColumnId } from "../monitor-layout";
import { type ColumnSort, directionOf, NOT_SORTABLE, orderFault } from "../sort-orders";
import type { MonitorColumn } from "./monitor-columns";

export type HeadHandlers = {
  onSort: (column: ColumnSort) => void;
  /** Null: back to the usual width. */
  onResize: (id: ColumnId | FixedColumnId, width: number | null) => void;
  onTogglePage: (isOn: boolean) => void;
};

type TableHeadProps = HeadHandlers & {
  columns: readonly MonitorColumn[];
  selection: Selection;
  isSelectable: boolean;
  /** How many of the runs of the page are selected. */
  selectedOnPage: number;
  rowsOnPage: number;
  /** In words, what the full width of a strip stands for; empty while it is not known. */
  stripScale: string;
};

const HEAD = "overflow-hidden sticky top-0 z-10 border-b-0 shadow-[inset_0_-1px_0_var(--line)]";

export function TableHead(props: TableHeadProps) {
  const { columns, isSelectable, selectedOnPage, rowsOnPage, onResize, stripScale } = props;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {isSelectable && (
          <Th className={`${HEAD} w-9 pr-0`}>
            <Checkbox
              checked={
                selectedOnPage === 0
                  ? false
                  : selectedOnPage === rowsOnPage
                    ? true
                    : "indeterminate"
              }
              onCheckedChange={() => props.onTogglePage(selectedOnPage < rowsOnPage)}
              aria-label="Select all runs on this page"
            />
          </Th>
        )}
        <FixedHead id="state" onResize={onResize}>
          <span className="max-sm:sr-only">State</span>
        </FixedHead>
        <FixedHead id="run" onResize={onResize}>
          Run
        </FixedHead>
        {columns.map((column) => (
          <ColumnHead
            key={column.id}
            column={column}
            selection={props.selection}
            onSort={props.onSort}
            onResize={onResize}
            note={column.id === "strip" ? stripScale : ""}
          />
        ))}
        <Th numeric className={`${HEAD} sm:hidden`}>
          Duration
        </Th>
      </tr>
    </thead>
  );
}

function FixedHead(props: {
  id: FixedColumnId;
  onResize: HeadHandlers["onResize"];
  children: ReactNode;
}) {
  return (
    <Th
      className={HEAD}
      title={NOT_SORTABLE}
      edge={<Resizer id={props.id} onResize={props.onResize} />}
    >
      {props.children}
    </Th>
  );
}

type ColumnHeadProps = Pick<HeadHandlers, "onSort" | "onResize"> & {
  column: MonitorColumn;
  selection: Selection;
  note: string;
};

function ColumnHead({ column, selection, onSort, onResize, note }: ColumnHeadProps) {
  const { id, head, title, sort, numeric = false } = column;
  const fault = sort === undefined ? NOT_SORTABLE : orderFault(selection, sort);
  const sorting =
    sort === undefined
      ? {}
      : {
          sort: directionOf(selection.sort, sort),
          onSort: () => {
            if (fault === null) onSort(sort);
            else
              toast.error(`The list was not sorted by ${head.toLowerCase()}`, {
                description: fault,
              });
          },
        };
  return (
    <Th
      numeric={numeric}
      title={[title, note, fault].filter(Boolean).join(". ")}
      className={`${HEAD} max-sm:hidden`}
      edge={<Resizer id={id} onResize={onResize} />}
      {...sorting}
    >
      {head}
      {note !== "" && <span className="sr-only">, {note}</span>}
    </Th>
  );
}

function Resizer({
  id,
  onResize,
}: {
  id: ColumnId | FixedColumnId;
  onResize: HeadHandlers["onResize"];
}) {
  return (
    <ColumnResizer onResize={(width) => onResize(id, width)} onReset={() => onResize(id, null)} />
  );
}
