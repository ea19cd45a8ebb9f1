import { stringify } from "csv-stringify/sync";
import { type ReportHead, type ReportLine, reportPlace } from "@/lib/domain/report/run-log-report";
import { htmlEnd, htmlLine, htmlStart } from "@/lib/domain/report/run-log-report-html";
import { plainLogText } from "@/lib/domain/run/log-text";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunLogReport } from "./run-log-report";

/** The forms a run-log report is given out in. */
export type ReportFormat = "html" | "csv" | "json" | "ndjson";

interface ReportWriter {
  start(head: ReportHead): string;
  write(lines: readonly ReportLine[], isFirst: boolean): string;
  end(isEmpty: boolean): string;
}

/** The text of a report, piece by piece, as fast as it is taken. */
export async function* reportText(
  { head, lines }: RunLogReport,
  format: ReportFormat,
): AsyncGenerator<string, void, undefined> {
  const writer = WRITERS[format];
  let isEmpty = true;
  yield writer.start(head);
  for await (const some of lines) {
    yield writer.write(some, isEmpty);
    isEmpty = false;
  }
  yield writer.end(isEmpty);
}

const WRITERS: Record<ReportFormat, ReportWriter> = {
  html: {
    start: htmlStart,
    write: (lines) => lines.map(htmlLine).join(""),
    end: htmlEnd,
  },
  csv: {
    start: () => csv([CSV_COLUMNS.map(([head]) => head)]),
    write: (lines) => csv(lines.map((line) => CSV_COLUMNS.map(([, value]) => value(line)))),
    end: () => "",
  },
  json: {
    start: (head) => `${JSON.stringify(headResource(head)).slice(0, -1)},"runs":[`,
    write: (lines, isFirst) =>
      `${isFirst ? "" : ","}\n${lines.map((line) => JSON.stringify(line)).join(",\n")}`,
    end: () => "]}\n",
  },
  ndjson: {
    start: () => "",
    write: (lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    end: () => "",
  },
};

function headResource({ selection, generatedAt, generatedBy, summary }: ReportHead) {
  const { definition, name, states, from, to } = selection;
  return {
    generatedAt: generatedAt.toISOString(),
    generatedBy,
    selection: { definition, name, state: states, from: from.toISOString(), to: to.toISOString() },
    summary,
  };
}

const CSV_COLUMNS: readonly [head: string, value: (line: ReportLine) => string | number | null][] =
  [
    ["job_name", (line) => line.jobName],
    ["number", (line) => line.number],
    ["depth", (line) => line.depth],
    ["place", reportPlace],
    ["definition", (line) => line.definition],
    ["state", (line) => line.state],
    ["submitted_at", (line) => line.submittedAt],
    ["planned_at", (line) => line.plannedAt],
    ["started_at", (line) => line.startedAt],
    ["ended_at", (line) => line.endedAt],
    ["delay_ms", (line) => line.delayMs],
    ["duration_ms", (line) => line.durationMs],
    ["return_code", (line) => line.returnCode],
    ["http_status", (line) => line.httpStatus],
    ["server", (line) => line.server],
    ["submitted_by", (line) => line.submittedBy],
    ["restart_of", (line) => line.restartOf],
    ["first_error", (line) => plainOrNull(line.firstError)],
    ["reason", (line) => plainOrNull(line.reason)],
    ["messages", (line) => messagesText(line.messages)],
    ["run", (line) => line.run],
    ["tenant", (line) => line.tenant],
  ];

function messagesText(messages: readonly LogLine[] | null): string | null {
  const lines = messages?.map(({ at, level, text }) => `${at} ${level} ${plainLogText(text)}`);
  return lines?.join("\n") ?? null;
}

function plainOrNull(text: string | null): string | null {
  return text === null ? null : plainLogText(text);
}

/** RFC 4180; a cell a spreadsheet would take for a formula is marked as text. */
function csv(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "windows", quoted_match: /[\r\n;\t]/ },
  );
}
