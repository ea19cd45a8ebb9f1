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
  const followSelection = useFocusOnSelection(box, selected);

  /** Whether the key meant something. */
  function act(id: string, { key, altKey }: KeyboardEvent): boolean {
    const direction = DIRECTION[key];
    if (direction !== undefined) return altKey ? move(id, direction) : go(id, direction);
    if (!REMOVING.includes(key) || altKey || onRemove === undefined) return false;
    onRemove(id);
    return true;
  }

  function move(id: string, direction: DrawingDirection): boolean {
    onMove?.(id, direction);
    return onMove !== undefined;
  }

  function go(id: string, direction: DrawingDirection): boolean {
    const next = neighbourOf({ head, steps }, id, direction);
    if (next !== null) onSelect(next);
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

/**
 * Keeps the focus on what is selected after a key: a moved item may be drawn anew in another place, and somewhat later.
 * Whoever goes elsewhere is let go.
 */
function useFocusOnSelection(box: RefObject<HTMLElement | null>, selected: string | null) {
  const isFollowing = useRef(false);
  useEffect(() => {
    itemOf(box.current, selected)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [box, selected]);
  useEffect(() => {
    const letGo = () => {
      isFollowing.current = false;
    };
    window.addEventListener("pointerdown", letGo, { capture: true });
    return () => window.removeEventListener("pointerdown", letGo, { capture: true });
  }, []);
  // After every drawing: what it moved has lost the focus to the page as a whole.
  useEffect(() => {
    if (!isFollowing.current) return;
    const active = document.activeElement;
    const isHere = active === document.body || box.current?.contains(active) === true;
    if (!isHere) isFollowing.current = false;
    else itemOf(box.current, selected)?.focus();
  });
  return () => {
    isFollowing.current = true;
  };
}

function pressedItem({ target }: KeyboardEvent): string | null {
  return target instanceof HTMLElement ? (target.dataset.item ?? null) : null;
}

function itemOf(box: HTMLElement | null, id: string | null): HTMLElement | null {
  if (box === null || id === null) return null;
  return box.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`);
}
