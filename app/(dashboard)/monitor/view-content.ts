import type { SavedViewItem } from "@/lib/domain/run/saved-view";
import { type MonitorLayout, parseLayout } from "./monitor-layout";
import {
  EMPTY_SELECTION,
  type MonitorSelection,
  parseMonitorSelection,
  serialiseMonitorSelection,
} from "./search-params";

/** What a view keeps of the monitor: what is shown, in the words of its address, and the columns it is shown in. */
export interface ViewContent {
  query: string;
  columns: string[];
}

/** What is to be kept of the list as it stands; `words` are those it is read in. */
export function viewContentOf(
  selection: MonitorSelection,
  layout: MonitorLayout,
  words: MonitorSelection["words"],
): ViewContent {
  const kept = { ...selection, words: words === "state" ? ("" as const) : words };
  const address = serialiseMonitorSelection({ ...kept, cursor: "", run: "", view: "" }).slice(1);
  const widths = Object.entries(layout.widths).map(([id, width]) => `${id}.${width}`);
  const parts = [
    address,
    layout.density === "comfortable" ? "density=comfortable" : "",
    widths.length > 0 ? `widths=${widths.join(",")}` : "",
  ];
  return { query: parts.filter((part) => part !== "").join("&"), columns: [...layout.columns] };
}

/** The list a view leads to; its address stays whole, so that it can be sent to somebody who cannot see the view. */
export function selectionOfView(view: Pick<SavedViewItem, "id" | "query">): MonitorSelection {
  const selection = parseMonitorSelection(new URLSearchParams(view.query));
  return { ...selection, cursor: EMPTY_SELECTION.cursor, run: EMPTY_SELECTION.run, view: view.id };
}

/** The layout of a view; null when it has none of its own. */
export function layoutOfView({ query, columns }: ViewContent): MonitorLayout | null {
  if (columns.length === 0) return null;
  const params = new URLSearchParams(query);
  const widths = (params.get("widths") ?? "").split(",").flatMap((entry) => {
    const [id, width] = entry.split(".");
    return id === undefined || width === undefined ? [] : [[id, Number(width)]];
  });
  return parseLayout({
    columns,
    widths: Object.fromEntries(widths),
    density: params.get("density") ?? "dense",
  });
}

/** True when the list was changed since the view was opened, or kept last. */
export function isChangedSince(view: ViewContent, present: ViewContent): boolean {
  if (view.columns.length > 0 && view.columns.join() !== present.columns.join()) return true;
  return settled(view.query) !== settled(present.query);
}

function settled(query: string): string {
  const params = new URLSearchParams(query);
  params.sort();
  return params.toString();
}
