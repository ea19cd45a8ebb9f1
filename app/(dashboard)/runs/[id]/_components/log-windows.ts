import type { LogWindow, LogWindowRequest } from "@/lib/queries/runs/read-log-window";

/** What is known of a log after another stretch was read: the two joined where they touch, else the new one alone. */
export function joined(known: LogWindow, read: LogWindow, request: LogWindowRequest): LogWindow {
  if (request.kind === "after" && request.seq === known.lastSeq) {
    if (read.lines.length === 0) return { ...known, hasNewer: read.hasNewer };
    const lines = [...known.lines, ...read.lines];
    const { lastSeq, hasNewer } = read;
    const firstSeq = known.lines.length === 0 ? read.firstSeq : known.firstSeq;
    return { lines, firstSeq, lastSeq, hasOlder: known.hasOlder, hasNewer };
  }
  if (request.kind === "before" && request.seq === known.firstSeq) {
    if (read.lines.length === 0) return { ...known, hasOlder: false };
    const lines = [...read.lines, ...known.lines];
    const { firstSeq, hasOlder } = read;
    return { lines, firstSeq, lastSeq: known.lastSeq, hasOlder, hasNewer: known.hasNewer };
  }
  return read;
}
