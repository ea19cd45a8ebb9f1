import { useEffect, useRef } from "react";
import type { LogLineView } from "@/components/runs/log-lines";

/** Where a reader wants to be in a log: at a line, or at what was written first at or after a moment. */
export type LogPlace = { line: number } | { at: number };

/** Index of the place among consecutive lines; null while the lines that are there do not reach it. */
export function indexOfPlace(
  lines: readonly LogLineView[],
  place: LogPlace,
  { hasOlder, hasNewer }: { hasOlder: boolean; hasNewer: boolean },
): number | null {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return null;
  const positionOf = (line: LogLineView) => ("line" in place ? line.number : line.at.getTime());
  const wanted = "line" in place ? place.line : place.at;
  const index = lines.findIndex((line) => positionOf(line) >= wanted);
  if (index === -1) return hasNewer ? null : lines.length - 1;
  return index === 0 && hasOlder && positionOf(first) > wanted ? null : index;
}

/** Calls back with the number in `#L12`, at first and whenever the address changes. */
export function useHashLine(onLine: (number: number) => void): void {
  const latest = useRef(onLine);
  useEffect(() => {
    latest.current = onLine;
  });
  useEffect(() => {
    const read = () => {
      const number = /^#L(\d{1,9})$/.exec(window.location.hash)?.[1];
      if (number !== undefined) latest.current(Number(number));
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
}
