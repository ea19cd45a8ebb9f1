import { z } from "zod";

/** Every column besides state and run, in the order they are offered. */
export const COLUMN_IDS = [
  "why",
  "strip",
  "definition",
  "kind",
  "queue",
  "priority",
  "chain",
  "server",
  "submitted",
  "planned",
  "started",
  "ended",
  "duration",
  "delay",
  "code",
  "user",
  "restartOf",
  "tenant",
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];
/** The columns that are always there. */
export type FixedColumnId = "state" | "run";

const DEFAULT_COLUMNS: readonly ColumnId[] = [
  "why",
  "strip",
  "planned",
  "started",
  "duration",
  "delay",
  "code",
];

/** How the list is laid out for a reader, or in a saved view. */
export interface MonitorLayout {
  /** The columns that are shown, in their order. */
  columns: readonly ColumnId[];
  /** Widths in pixels of the columns that were given one. */
  widths: Partial<Record<ColumnId | FixedColumnId, number>>;
  density: "dense" | "comfortable";
}

export const DEFAULT_LAYOUT: MonitorLayout = {
  columns: DEFAULT_COLUMNS,
  widths: {},
  density: "dense",
};

export const MIN_WIDTH = 48;
export const MAX_WIDTH = 800;

const columnSchema = z.enum(COLUMN_IDS);
const storedSchema = z.object({
  columns: z.array(z.unknown()).catch([...DEFAULT_COLUMNS]),
  widths: z.record(z.string(), z.unknown()).catch({}),
  density: z.enum(["dense", "comfortable"]).catch("dense"),
});

/** Reads what was stored before, by this or another version: what is not understood is as usual. */
export function parseLayout(stored: unknown): MonitorLayout {
  const read = storedSchema.safeParse(stored);
  if (!read.success) return DEFAULT_LAYOUT;
  const columns = read.data.columns.flatMap((id) => {
    const known = columnSchema.safeParse(id);
    return known.success ? [known.data] : [];
  });
  return { ...read.data, columns: [...new Set(columns)], widths: widthsIn(read.data.widths) };
}

function widthsIn(stored: Record<string, unknown>): MonitorLayout["widths"] {
  const widths: MonitorLayout["widths"] = {};
  for (const id of ["state", "run", ...COLUMN_IDS] as const) {
    const width = stored[id];
    if (typeof width === "number" && Number.isFinite(width)) widths[id] = clampWidth(width);
  }
  return widths;
}

/** A width a column may have, in whole pixels. */
export function clampWidth(width: number): number {
  return Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));
}

/** Shows a column after the others, or hides it. */
export function withColumn(
  columns: readonly ColumnId[],
  id: ColumnId,
  isShown: boolean,
): ColumnId[] {
  const others = columns.filter((other) => other !== id);
  return isShown ? [...others, id] : others;
}

/** Moves a column one place to the front or to the back; at the end of the list it stays. */
export function movedColumn(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): ColumnId[] {
  const from = columns.indexOf(id);
  const to = from + by;
  const other = columns[to];
  if (from === -1 || other === undefined) return [...columns];
  return columns.map((column, index) => (index === from ? other : index === to ? id : column));
}

/** The layout with a column of another width; null gives it its usual one back. */
export function resizedColumn(
  layout: MonitorLayout,
  id: ColumnId | FixedColumnId,
  width: number | null,
): MonitorLayout {
  const { [id]: _former, ...others } = layout.widths;
  return { ...layout, widths: width === null ? others : { ...others, [id]: clampWidth(width) } };
}
