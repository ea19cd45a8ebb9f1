"use client";

import { type PointerEvent, useRef } from "react";

type ColumnResizerProps = {
  /** Called while it is dragged, with the pixels the column should have. */
  onResize: (width: number) => void;
  /** Back to the usual width. */
  onReset: () => void;
};

/**
 * The edge of a column head that is dragged to change its width; a double press resets it. It is for a pointer only:
 * widths are set by keyboard where the columns are chosen. The head has to be positioned.
 */
export function ColumnResizer({ onResize, onReset }: ColumnResizerProps) {
  const start = useRef<{ x: number; width: number }>(undefined);

  function begin(event: PointerEvent<HTMLSpanElement>) {
    const head = event.currentTarget.closest("th");
    if (head === null || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: head.getBoundingClientRect().width };
  }
  function drag(event: PointerEvent<HTMLSpanElement>) {
    if (start.current === undefined) return;
    onResize(start.current.width + event.clientX - start.current.x);
  }
  function end() {
    start.current = undefined;
  }
  return (
    <span
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={onReset}
      className="absolute inset-y-1 right-0 z-10 w-2 cursor-col-resize touch-none border-r-2 border-transparent hover:border-line-strong"
    />
  );
}
