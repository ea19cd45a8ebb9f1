import { useMemo } from "react";
import type { EditChain } from "@/components/chains/use-chain-editor";
import { useShortcuts } from "@/components/layout/shortcuts";

/** Undo and redo wherever the focus is, but in text fields, which have their own. */
export function useEditorShortcuts(edit: EditChain): void {
  const shortcuts = useMemo(() => {
    const redo = () => edit({ type: "redo" });
    return [
      {
        keys: "mod+z",
        label: "Undo",
        group: "Chain editor",
        onPress: () => edit({ type: "undo" }),
      },
      { keys: "mod+shift+z", label: "Redo", group: "Chain editor", onPress: redo },
      { keys: "mod+y", label: "Redo", group: "Chain editor", onPress: redo },
    ];
  }, [edit]);
  useShortcuts(shortcuts);
}
