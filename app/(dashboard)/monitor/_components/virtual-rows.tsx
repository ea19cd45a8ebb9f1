"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { TreeEntry } from "../tree-rows";
import type { RowPlace } from "./monitor-row";

/** Brings a row that may not be drawn into view; it can be focused in the next frame. */
export type RevealRow = (key: string) => void;

type VirtualRowsProps = {
  entries: readonly TreeEntry[];
  span: number;
  draw: (entry: TreeEntry, place: RowPlace) => ReactNode;
  scrollRef: RefObject<HTMLElement | null>;
  revealRef: RefObject<RevealRow | null>;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** Above this many rows only those in view are drawn. */
export const DRAWN_AT_ONCE = 100;

const ROW_PX = 33;
const OVERSCAN = 12;
/** The head stays above the rows while they scroll. */
const HEAD_PX = 40;

/**
 * Of many rows those in view and around, and always the one with the focus, so that it is never lost by scrolling. A few
 * are all drawn, by the same component: the focus stays when unfolding makes many of them.
 */
export function VirtualRows(props: VirtualRowsProps) {
  const { entries, span, draw, scrollRef, revealRef, onKeyDown } = props;
  const [focused, setFocused] = useState<string | null>(null);
  const kept = useMemo(
    () => entries.findIndex((entry) => entry.key === focused),
    [entries, focused],
  );
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_PX,
    // Before the box is measured a screenful is drawn, so that the page is not empty without scripts.
    initialRect: { width: 0, height: 1200 },
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (kept === -1 || shown.includes(kept)) return shown;
      return [...shown, kept].sort((one, other) => one - other);
    },
  });
  useEffect(() => {
    revealRef.current = (key) => {
      const index = entries.findIndex((entry) => entry.key === key);
      if (index !== -1) virtualizer.scrollToIndex(index, { align: "auto" });
    };
    return () => {
      revealRef.current = null;
    };
  }, [revealRef, entries, virtualizer]);

  const isWhole = entries.length <= DRAWN_AT_ONCE;
  const { measureElement: measure } = virtualizer;
  const rows: ReactNode[] = isWhole ? entries.map((entry, index) => draw(entry, { index })) : [];
  let end = 0;
  for (const item of isWhole ? [] : virtualizer.getVirtualItems()) {
    const entry = entries[item.index];
    if (entry === undefined) continue;
    if (item.start > end) {
      rows.push(<Gap key={`gap-${item.index}`} span={span} height={item.start - end} />);
    }
    rows.push(draw(entry, { index: item.index, measure }));
    end = item.end;
  }
  const rest = isWhole ? 0 : virtualizer.getTotalSize() - end;
  return (
    <tbody
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(keyOf(event.target))}
      onBlur={() => setFocused(null)}
    >
      {rows}
      {rest > 0 && <Gap span={span} height={rest} />}
    </tbody>
  );
}

/** The room of the rows that are not drawn. */
function Gap({ span, height }: { span: number; height: number }) {
  return (
    <tr>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  );
}

function keyOf(target: Element): string | null {
  return target.closest("tr")?.querySelector<HTMLElement>("[data-row]")?.dataset.row ?? null;
}
