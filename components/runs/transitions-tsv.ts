import { isFinal } from "@/lib/domain/run/run-state";
import { segmentsFromTransitions, type TransitionView } from "@/lib/domain/run/timeline-segments";

const HEAD = ["from", "to", "at", "stayed_ms", "actor", "reason"];

/** The transitions as tab-separated text for a spreadsheet: ISO instants, lengths in milliseconds. */
export function transitionsTsv(transitions: readonly TransitionView[]): string {
  const segments = segmentsFromTransitions(transitions);
  const rows = segments.map((segment, index) => [
    segments[index - 1]?.state ?? "",
    segment.state,
    segment.from.toISOString(),
    segment.until === null || isFinal(segment.state)
      ? ""
      : String(segment.until.getTime() - segment.from.getTime()),
    segment.actor ?? "",
    segment.reason ?? "",
  ]);
  return [HEAD, ...rows].map((row) => row.map(cell).join("\t")).join("\n");
}

/** A value of such a text: tabs and line ends would break the table; a leading sign would be read as a formula. */
export function cell(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}
