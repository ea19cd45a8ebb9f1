import type { RefObject } from "react";
import type { Shortcut } from "@/components/layout/shortcuts";
import type { MonitorRow } from "../monitor-page";
import type { RunEntry, TreeEntry } from "../tree-rows";
import type { RevealRow } from "./virtual-rows";

/** What the keys of the list work on. */
export type RowKeys = {
  table: RefObject<HTMLTableElement | null>;
  revealRef: RefObject<RevealRow | null>;
  search: RefObject<HTMLInputElement | null>;
  entries: readonly TreeEntry[];
  openRun: string;
  isSelectable: boolean;
  onToggle: (row: MonitorRow) => void;
  onOpen: (row: MonitorRow) => void;
  onExpand: (row: MonitorRow, isExpanded: boolean) => void;
  /** Unfolds or folds every chain of the page. */
  onExpandAll: (isExpanded: boolean) => void;
  onVisit: (row: MonitorRow) => void;
  onSelection: () => void;
  /** Asks before it acts on the selected runs, or on the row that is meant when none is selected. */
  onAct: (action: "cancel" | "restart", row: MonitorRow | undefined) => void;
  onEscape: () => void;
  onOlder: () => void;
  onNewer: () => void;
};

type Reach = {
  /** The keys as they are when one is pressed. */
  keys: () => RowKeys;
  step: (by: 1 | -1) => void;
  /** The row that is meant: the one with the focus, else the one open beside the list. */
  meant: () => RunEntry | undefined;
};

/** The single keys of the monitor; they count outside fields, dialogs and menus only. */
export function monitorShortcuts({ keys, step, meant }: Reach): Shortcut[] {
  const withRow = (work: (entry: RunEntry) => void) => () => {
    const entry = meant();
    if (entry !== undefined) work(entry);
  };
  return [
    { keys: "j", label: "Next run (also ↓; Enter shows it)", onPress: () => step(1) },
    { keys: "k", label: "Previous run (also ↑)", onPress: () => step(-1) },
    {
      keys: "x",
      label: "Select the run, or not (also the space bar)",
      onPress: withRow(({ row }) => keys().isSelectable && keys().onToggle(row)),
    },
    {
      keys: "e",
      label: "Unfold all chains of the page (→ one)",
      onPress: () => keys().onExpandAll(true),
    },
    { keys: "w", label: "Fold all chains (← one)", onPress: () => keys().onExpandAll(false) },
    {
      keys: "o",
      label: "Open the run as a page",
      onPress: withRow(({ row }) => keys().onVisit(row)),
    },
    { keys: "f", label: "Selection screen", onPress: () => keys().onSelection() },
    { keys: "/", label: "Quick search", onPress: () => keys().search.current?.focus() },
    {
      keys: "c",
      label: "Cancel the selected runs, after a question",
      onPress: () => keys().onAct("cancel", meant()?.row),
    },
    {
      keys: "r",
      label: "Restart the selected runs, after a question",
      onPress: () => keys().onAct("restart", meant()?.row),
    },
    { keys: "n", label: "Newer page", onPress: () => keys().onNewer() },
    { keys: "p", label: "Older page", onPress: () => keys().onOlder() },
    {
      keys: "escape",
      label: "Close the run, then drop the selection",
      onPress: () => keys().onEscape(),
    },
  ];
}
