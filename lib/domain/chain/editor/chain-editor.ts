import { applyEdit, type ChainEdit, type EditResult } from "./chain-edit";
import type { EditedChain } from "./edited-chain";

/** Most steps back that are remembered. */
export const MAX_UNDO = 200;

/** A chain in the editor with its way there and back. */
export interface ChainEditorState extends EditResult {
  /** Oldest first. */
  readonly past: readonly EditResult[];
  /** The next one to redo first. */
  readonly future: readonly EditResult[];
  /** The field that is being typed into: further letters belong to the same edit. */
  readonly typing: string | null;
}

export type ChainEditorAction =
  | { readonly type: "select"; readonly key: number | null }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  /** What was typed is one edit; what follows is another. */
  | { readonly type: "settle" }
  | ChainEdit;

/** A chain as it comes into the editor; the chain itself is selected. */
export function openEditor(chain: EditedChain): ChainEditorState {
  return { chain, selected: null, past: [], future: [], typing: null };
}

/** What an action makes of the editor: undo and redo take whole edits, and typing into one field is one edit. */
export function chainEditor(state: ChainEditorState, action: ChainEditorAction): ChainEditorState {
  switch (action.type) {
    case "select":
      return action.key === state.selected
        ? state
        : { ...state, selected: action.key, typing: null };
    case "settle":
      return state.typing === null ? state : { ...state, typing: null };
    case "undo": {
      const before = state.past.at(-1);
      if (before === undefined) return state;
      const future = [resultOf(state), ...state.future];
      return { ...before, past: state.past.slice(0, -1), future, typing: null };
    }
    case "redo": {
      const [next, ...future] = state.future;
      if (next === undefined) return state;
      return { ...next, past: [...state.past, resultOf(state)], future, typing: null };
    }
    default:
      return edited(state, action);
  }
}

/**
 * A further letter is applied to the chain as it was before the first one: a name that another step has for a moment
 * while it is typed must not take over what refers to that step.
 */
function edited(state: ChainEditorState, edit: ChainEdit): ChainEditorState {
  const typing = typedField(edit);
  const base = typing !== null && typing === state.typing ? state.past.at(-1) : undefined;
  const result = applyEdit(
    base === undefined ? state : { ...base, selected: state.selected },
    edit,
  );
  if (result.chain === state.chain) return state;
  const past = base === undefined ? [...state.past, resultOf(state)].slice(-MAX_UNDO) : state.past;
  return { ...result, past, future: [], typing };
}

/** The field an edit types into; null for edits that are whole at once. */
function typedField(edit: ChainEdit): string | null {
  if (edit.type !== "change-step" && edit.type !== "change-call" && edit.type !== "change-chain") {
    return null;
  }
  const key = edit.type === "change-chain" ? "chain" : String(edit.key);
  return [key, ...Object.keys(edit.patch)].join(".");
}

function resultOf({ chain, selected }: ChainEditorState): EditResult {
  return { chain, selected };
}
