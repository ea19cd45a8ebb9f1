import type { LogLine } from "@/lib/domain/run/run-log";
import type { SystemEvent } from "@/lib/executors/system-executor";
import type { HttpDecision } from "./decide-http-event";

export const NO_DUTY = "This version of the scheduler does not know this system job.";

/** What the end of a duty means for its run: Completed, Killed when it was to end, Error with what went wrong. */
export function decideSystemEvent(
  event: SystemEvent,
  at: Date,
): Extract<HttpDecision, { type: "finish" }> {
  const { lines } = event;
  switch (event.type) {
    case "done":
      return finish("Completed", null, lines);
    case "aborted":
      return finish("Killed", "KILLED", [
        ...lines,
        line(at, "warn", "Ended before its work was done."),
      ]);
    case "failed": {
      const why = event.error instanceof Error ? event.error.message : String(event.error);
      return finish("Error", "SYSTEM_JOB_FAILED", [...lines, line(at, "error", why)]);
    }
  }
}

function finish(
  to: "Completed" | "Error" | "Killed",
  reason: string | null,
  lines: LogLine[],
): Extract<HttpDecision, { type: "finish" }> {
  return { type: "finish", to, detail: null, reason, httpStatus: null, result: null, lines };
}

function line(at: Date, level: LogLine["level"], text: string): LogLine {
  return { at: at.toISOString(), level, text };
}
