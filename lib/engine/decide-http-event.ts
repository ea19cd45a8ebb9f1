import { outcomeFromStatus } from "@/lib/domain/http/http-outcome";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunState } from "@/lib/domain/run/run-state";
import type { HttpAnswered, HttpEvent, HttpFailed } from "@/lib/executors/http-attempt";

/** What an event of the HTTP executor means for its run: it ends, or it goes on without this server. */
export type HttpDecision =
  | {
      type: "finish";
      to: RunState;
      detail: string | null;
      reason: string | null;
      httpStatus: number | null;
      result: unknown;
      returnCode?: number | null;
      lines: LogLine[];
    }
  | {
      type: "acknowledge";
      detail: "ACK_RECVD" | "ACK_NOT_RECVD";
      httpStatus: number | null;
      lines: LogLine[];
    };

/** Reads an event by job-scheduling-api 12 and 13; `at` stamps the log lines. */
export function decideHttpEvent(event: HttpEvent, at: Date): HttpDecision {
  switch (event.type) {
    case "answered":
      return event.accepted ? accepted(event, at) : answered(event, at);
    case "unanswered":
      return {
        type: "acknowledge",
        detail: "ACK_NOT_RECVD",
        httpStatus: null,
        lines: [
          {
            at: at.toISOString(),
            level: "warn",
            text: "No answer in the synchronous window; still listening, and waiting for a callback.",
            type: "ACK_NOT_RECVD",
          },
        ],
      };
    case "failed":
      return failed(event, at);
  }
}

function accepted(event: HttpAnswered, at: Date): HttpDecision {
  const lines: LogLine[] = [summaryLine(event, at, "info")];
  lines.push({
    at: at.toISOString(),
    level: "info",
    text: event.text,
    type: "ACK_RECVD",
    code: 202,
  });
  return { type: "acknowledge", detail: "ACK_RECVD", httpStatus: event.httpStatus, lines };
}

function answered(event: HttpAnswered, at: Date): HttpDecision {
  const outcome = outcomeFromStatus(event.httpStatus);
  const isSuccess = outcome === "SUCCESS";
  const level = isSuccess ? "info" : "error";
  return {
    type: "finish",
    to: isSuccess ? "Completed" : "Error",
    detail: outcome,
    reason: isSuccess ? null : `HTTP_${event.httpStatus}`,
    httpStatus: event.httpStatus,
    result: event.out,
    lines: [
      summaryLine(event, at, level),
      {
        at: at.toISOString(),
        level,
        text: event.text,
        type: isSuccess ? "SUCCESS" : outcome === "REQUEST_ERROR" ? "REQUEST_ERROR" : "ERROR",
        code: event.httpStatus,
      },
    ],
  };
}

function summaryLine(event: HttpAnswered, at: Date, level: LogLine["level"]): LogLine {
  const cut = event.truncated ? "; the answer text is cut" : "";
  return {
    at: at.toISOString(),
    level,
    text: `Answered ${event.httpStatus} in ${Math.round(event.durationMs)} ms${cut}.`,
  };
}

function failed(event: HttpFailed, at: Date): HttpDecision {
  const isKill = event.kind === "aborted";
  return {
    type: "finish",
    to: isKill ? "Killed" : "Error",
    detail: isKill ? "ERROR" : "REQUEST_ERROR",
    reason: isKill ? "KILLED" : `REQUEST_${event.kind.toUpperCase()}`,
    httpStatus: null,
    result: null,
    lines: [
      {
        at: at.toISOString(),
        level: "error",
        text: event.message,
        type: isKill ? "ERROR" : "REQUEST_ERROR",
      },
    ],
  };
}
