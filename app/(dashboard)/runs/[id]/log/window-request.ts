import type { LogWindowRequest } from "@/lib/queries/runs/read-log-window";

/** Reads `?after=12&number=345`, `?before=…&number=…`, `?line=…`, `?at=…`; anything else means the end of the log. */
export function parseWindowRequest(source: { get(name: string): string | null }): LogWindowRequest {
  const count = (name: string) => {
    const text = source.get(name) ?? "";
    return /^\d{1,9}$/.test(text) ? Number(text) : null;
  };
  const number = count("number") ?? 0;
  const [after, before, line] = [count("after"), count("before"), count("line")];
  if (after !== null) return { kind: "after", seq: after, number };
  if (before !== null) return { kind: "before", seq: before, number };
  if (line !== null) return { kind: "line", number: line };
  const at = new Date(source.get("at") ?? "");
  return Number.isNaN(at.getTime()) ? { kind: "end" } : { kind: "at", at };
}

/** The query of a stretch, as it is read. */
export function windowQuery(request: LogWindowRequest): string {
  switch (request.kind) {
    case "after":
    case "before":
      return `?${request.kind}=${request.seq}&number=${request.number}`;
    case "line":
      return `?line=${request.number}`;
    case "at":
      return `?at=${request.at.toISOString()}`;
    case "end":
      return "";
  }
}
