import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunState } from "@/lib/domain/run/run-state";
import { type ApiRunState, schedulingApiWords } from "@/lib/domain/run/vocabularies";
import { formatUtc } from "@/lib/domain/schedule/date-input";

/** A run with the lines of its log that stand for a state of this API. */
export interface RunWithLines {
  id: string;
  state: RunState;
  detail: string | null;
  httpStatus: number | null;
  submittedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  lines: readonly LogLine[];
}

const STATUS_MESSAGE: Record<ApiRunState, string> = {
  SCHEDULED: "The run waits for its start",
  TRIGGERED: "The request was sent to the endpoint; its answer has not arrived yet",
  ACK_RECVD: "The endpoint acknowledged the request; its result is awaited",
  ACK_NOT_RECVD: "The endpoint has not answered in time; its result is still awaited",
  SUCCESS: "The run ended successfully",
  ERROR: "The run ended with an error",
  REQUEST_ERROR: "The request to the endpoint failed or was refused by it",
  TIMEOUT: "The run was stopped because it took too long",
  UNKNOWN: "The result of the run is not known: it was not reported in time",
};

/** An entry of `GET …/runs` and `GET …/runs/{runId}` (job-scheduling-api 7.1). */
export function runLogView(run: RunWithLines) {
  return {
    runId: run.id,
    runText: resultText(run.lines),
    httpStatus: run.httpStatus,
    executionTimestamp: instant(run.startedAt, "T"),
    ...schedulingApiWords(run.state, run.detail),
    scheduleTimestamp: formatUtc(run.submittedAt, "T"),
    completionTimestamp: instant(run.endedAt, "T"),
  };
}

/** An entry of `logs` in `GET …/schedules/{scheduleId}?displayLogs=true` (job-scheduling-api 6.4). */
export function scheduleLogView(run: RunWithLines) {
  const words = schedulingApiWords(run.state, run.detail);
  return {
    runId: run.id,
    httpStatus: run.httpStatus,
    executionTimestamp: instant(run.startedAt, " "),
    ...words,
    statusMessage: STATUS_MESSAGE[words.runState],
    scheduleTimestamp: formatUtc(run.submittedAt, " "),
    completionTimestamp: instant(run.endedAt, " "),
    runText: JSON.stringify(run.lines.filter((line) => line.type !== undefined).map(historyEntry)),
    locale: "en",
  };
}

function historyEntry(line: LogLine) {
  return {
    time: formatUtc(new Date(line.at)),
    type: line.type,
    text: lineText(line),
    code: line.code ?? null,
  };
}

const FINAL: ReadonlySet<string> = new Set([
  "SUCCESS",
  "ERROR",
  "REQUEST_ERROR",
  "TIMEOUT",
  "UNKNOWN",
]);

/** What the run came to in words: the message of the callback, or the answer of the endpoint. */
function resultText(lines: readonly LogLine[]): string {
  const last = lines.findLast((line) => line.type !== undefined && FINAL.has(line.type));
  return last === undefined ? "" : lineText(last);
}

/** A line with a status reports an answer of the endpoint. */
function lineText(line: LogLine): string {
  return line.code === undefined || line.text === "" ? line.text : `Response: ${line.text}`;
}

function instant(at: Date | null, separator: " " | "T"): string | null {
  return at === null ? null : formatUtc(at, separator);
}
