"use client";

import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Columns2,
  Plus,
  Redo2,
  Trash2,
  Undo2,
} from "lucide-react";
import type { EditChain } from "@/components/chains/use-chain-editor";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { ChainEditorState } from "@/lib/domain/chain/editor/chain-editor";
import { placeOf } from "@/lib/domain/chain/editor/edited-chain";
import {
  canMoveItem,
  MOVE_DIRECTIONS,
  type MoveDirection,
} from "@/lib/domain/chain/editor/move-item";

type EditorToolbarProps = {
  state: ChainEditorState;
  edit: EditChain;
  onRemove: () => void;
};

const MOVE: Record<MoveDirection, { words: string; icon: typeof ArrowLeft }> = {
  left: { words: "Move to the left", icon: ArrowLeft },
  right: { words: "Move to the right", icon: ArrowRight },
  up: { words: "Move up", icon: ArrowUp },
  down: { words: "Move down", icon: ArrowDown },
};

/** What can be done with the chain and with what is selected in it. */
export function EditorToolbar({ state, edit, onRemove }: EditorToolbarProps) {
  const { chain, selected, past, future } = state;
  const place = placeOf(chain, selected);
  const at = place === null ? chain.steps.length : place.stepIndex + 1;
  return (
    <fieldset
      aria-label="Editing the chain"
      className="flex min-w-0 flex-wrap items-center gap-1 border-b border-line px-2 py-1.5"
    >
      <IconButton
        label="Undo"
        keys="mod+z"
        icon={<Undo2 aria-hidden="true" />}
        disabled={past.length === 0}
        onClick={() => edit({ type: "undo" })}
      />
      <IconButton
        label="Redo"
        keys="mod+shift+z"
        icon={<Redo2 aria-hidden="true" />}
        disabled={future.length === 0}
        onClick={() => edit({ type: "redo" })}
      />
      <Divider />
      <Button size="sm" onClick={() => edit({ type: "add-step", at })}>
        <Columns2 aria-hidden="true" />
        Add a step
      </Button>
      <Button
        size="sm"
        disabled={place === null}
        onClick={() => place !== null && edit({ type: "add-call", step: place.step.key })}
      >
        <Plus aria-hidden="true" />
        Add a call
      </Button>
      <Divider />
      {MOVE_DIRECTIONS.map((direction) => {
        const { words, icon: Icon } = MOVE[direction];
        const isPossible = selected !== null && canMoveItem(chain, { key: selected, direction });
        return (
          <IconButton
            key={direction}
            label={words}
            keys={`alt+${direction}`}
            icon={<Icon aria-hidden="true" />}
            disabled={!isPossible}
            onClick={() => selected !== null && edit({ type: "move", key: selected, direction })}
          />
        );
      })}
      <IconButton
        label={place === null ? "Remove" : `Remove ${(place.call ?? place.step).name}`}
        keys="delete"
        icon={<Trash2 aria-hidden="true" />}
        disabled={place === null}
        onClick={onRemove}
      />
    </fieldset>
  );
}

function Divider() {
  return <span aria-hidden="true" className="mx-1 h-5 w-px bg-line" />;
}
