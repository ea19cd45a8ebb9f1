import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import {
  type DrawingDirection,
  type DrawnHead,
  type DrawnStep,
  neighbourOf,
} from "@/components/chains/drawn-chain";

type DrawingKeysOptions = {
  head: DrawnHead | null;
  steps: readonly DrawnStep[];
  selected: string | null;
  onSelect: (id: string) => void;
  onMove?: ((id: string, direction: DrawingDirection) => void) | undefined;
  onRemove?: ((id: string) => void) | undefined;
};

const DIRECTION: Readonly<Record<string, DrawingDirection>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

const REMOVING: readonly string[] = ["Delete", "Backspace"];

/**
 * The arrow keys lead from item to item, with Alt they move the item, Delete removes it. The focus stays on what is
 * selected, also when it was moved to another place of the page.
 */
export function useDrawingKeys(box: RefObject<HTMLElement | null>, options: DrawingKeysOptions) {
  const { head, steps, selected, onSelect, onMove, onRemove } = options;
  const latest = useRef(selected);
  useEffect(() => {
    latest.current = selected;
    itemOf(box.current, selected)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [box, selected]);

  function followSelection() {
    requestAnimationFrame(() => itemOf(box.current, latest.current)?.focus());
  }

  /** Whether the key meant something. */
  function act(id: string, { key, altKey }: KeyboardEvent): boolean {
    const direction = DIRECTION[key];
    if (direction !== undefined && altKey) onMove?.(id, direction);
    else if (direction !== undefined) {
      const next = neighbourOf({ head, steps }, id, direction);
      if (next !== null) onSelect(next);
    } else if (REMOVING.includes(key) && !altKey) onRemove?.(id);
    else return false;
    return true;
  }

  return (event: KeyboardEvent) => {
    const id = pressedItem(event);
    if (id === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!act(id, event)) return;
    event.preventDefault();
    followSelection();
  };
}

function pressedItem({ target }: KeyboardEvent): string | null {
  return target instanceof HTMLElement ? (target.dataset.item ?? null) : null;
}

function itemOf(box: HTMLElement | null, id: string | null): HTMLElement | null {
  if (box === null || id === null) return null;
  return box.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`);
}
