import { stringify } from "csv-stringify/sync";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunLogFormat } from "@/lib/domain/run/run-log-format";
import type { LoggedRun } from "@/lib/store/run-log-lines";

/** A line with the run it belongs to and its number in that run's log. */
export interface ExportedLine {
  run: LoggedRun;
  number: number;
  line: LogLine;
}

/** Text before the first, between and after the lines of a form, and how some lines are written. */
export interface LogWriter {
  start: string;
  end: string;
  /** `isFirst`: nothing has been written before these lines. */
  write(lines: readonly ExportedLine[], isFirst: boolean): string;
}

const CSV_COLUMNS = ["jobName", "jobCount", "run", "line", "at", "level", "code", "text"];

/** Writes lines in a form. */
export function logWriterOf(format: RunLogFormat): LogWriter {
  switch (format) {
    case "text":
      return { start: "", end: "", write: (lines) => lines.map(textLine).join("") };
    case "ndjson":
      return {
        start: "",
        end: "",
        write: (lines) => lines.map((line) => `${jsonLine(line)}\n`).join(""),
      };
    case "json":
      return {
        start: "[",
        end: "]\n",
        write: (lines, isFirst) => `${isFirst ? "" : ","}\n${lines.map(jsonLine).join(",\n")}`,
      };
    case "csv":
      return { start: csv([CSV_COLUMNS]), end: "", write: (lines) => csv(lines.map(csvRow)) };
  }
}

function textLine({ run, line }: ExportedLine): string {
  const head = `${line.at} ${run.jobName}/${run.jobCount} ${line.level.toUpperCase().padEnd(5)}`;
  // Breaks in a text begin a line of their own, indented, so that no text can pass for another line.
  return `${head} ${line.text.trimEnd().replace(/\r\n?|\n/g, "\n    ")}\n`;
}

function jsonLine({ run, number, line }: ExportedLine): string {
  return JSON.stringify({
    run: run.id,
    jobName: run.jobName,
    jobCount: run.jobCount,
    line: number,
    ...line,
  });
}

function csvRow({ run, number, line }: ExportedLine): unknown[] {
  return [
    run.jobName,
    run.jobCount,
    run.id,
    number,
    line.at,
    line.level,
    line.code ?? "",
    line.text,
  ];
}

/** CSV whose cells no spreadsheet takes for formulas. */
function csv(rows: readonly unknown[][]): string {
  return stringify([...rows], {
    escape_formulas: true,
    record_delimiter: "windows",
    quoted_match: /[\r\n;\t]/,
  });
}
