import type { CSSProperties } from "react";
import type { StateVocabulary } from "@/components/runs/run-state-badge";
import type { ColumnId, FixedColumnId, MonitorLayout } from "../monitor-layout";
import { COLUMNS, type MonitorColumn } from "./monitor-columns";

/** What still fits when a run is open beside the list; the rest stands in its pane. */
const BESIDE_A_RUN: readonly ColumnId[] = ["why", "strip", "duration"];

const STATE_WIDTH: Record<StateVocabulary, number> = {
  state: 136,
  backgroundJob: 136,
  schedulingApi: 220,
};
const RUN_WIDTH = 260;
/** The least width of the column that takes the room that is left. */
const FLEXIBLE_WIDTH = 208;
const SELECT_WIDTH = 36;

/** The columns that are drawn, in the order of the layout. */
export function shownColumns(
  columns: readonly ColumnId[],
  isBesideRun: boolean,
): readonly MonitorColumn[] {
  return columns
    .filter((id) => !isBesideRun || BESIDE_A_RUN.includes(id))
    .flatMap((id) => COLUMNS.filter((column) => column.id === id));
}

/** One column of the table as it is laid out; without a width it takes the room that is left. */
export interface ColumnBox {
  id: ColumnId | FixedColumnId | "select";
  width: number | null;
}

interface BoxRequest {
  columns: readonly MonitorColumn[];
  widths: MonitorLayout["widths"];
  vocabulary: StateVocabulary;
  isSelectable: boolean;
}

/** The boxes of all columns from left to right. Without a flexible column the names take the room that is left. */
export function columnBoxes({
  columns,
  widths,
  vocabulary,
  isSelectable,
}: BoxRequest): ColumnBox[] {
  const boxes = columns.map(
    ({ id, width }): ColumnBox => ({
      id,
      width: widths[id] ?? width ?? null,
    }),
  );
  const hasFlexible = boxes.some(({ width }) => width === null);
  return [
    ...(isSelectable ? [{ id: "select" as const, width: SELECT_WIDTH }] : []),
    { id: "state", width: widths.state ?? STATE_WIDTH[vocabulary] },
    { id: "run", width: widths.run ?? (hasFlexible ? RUN_WIDTH : null) },
    ...boxes,
  ];
}

/** The width below which the table scrolls sideways in its own box. */
export function leastWidth(boxes: readonly ColumnBox[]): number {
  return boxes.reduce((sum, { width }) => sum + (width ?? FLEXIBLE_WIDTH), 0);
}

/** A length for the style sheet, which uses it where there is room for columns. */
export function lengthVariable(name: `--${string}`, pixels: number | null): CSSProperties {
  return { [name]: pixels === null ? "auto" : `${pixels}px` };
}
