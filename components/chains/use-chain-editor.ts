import { useCallback, useRef, useState } from "react";
import {
  type ChainEditorAction,
  type ChainEditorState,
  chainEditor,
  openEditor,
} from "@/lib/domain/chain/editor/chain-editor";
import type { EditedChain } from "@/lib/domain/chain/editor/edited-chain";

export type EditChain = (action: ChainEditorAction) => void;

/**
 * A chain in the editor, with undo and redo. The form it belongs to is told of every change of the chain; it changes
 * the chain only through the editor.
 */
export function useChainEditor(
  initial: EditedChain,
  onChange: (chain: EditedChain) => void,
): { state: ChainEditorState; edit: EditChain } {
  const [state, setState] = useState(() => openEditor(initial));
  // Two edits of one event must not both start from what was drawn last.
  const latest = useRef(state);
  const edit = useCallback(
    (action: ChainEditorAction) => {
      const before = latest.current;
      const next = chainEditor(before, action);
      latest.current = next;
      setState(next);
      if (next.chain !== before.chain) onChange(next.chain);
    },
    [onChange],
  );
  return { state, edit };
}
