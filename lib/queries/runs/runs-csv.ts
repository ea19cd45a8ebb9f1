import { stringify } from "csv-stringify/sync";
import type { RunListItem } from "@/lib/domain/run/run-item";

const COLUMNS: readonly { head: string; value: (run: RunListItem) => string | number | null }[] = [
  { head: "id", value: (run) => run.id },
  { head: "job_name", value: (run) => run.jobName },
  { head: "job_count", value: (run) => run.jobCount },
  { head: "definition", value: (run) => run.definition },
  { head: "kind", value: (run) => run.kind },
  { head: "tenant", value: (run) => run.tenant },
  { head: "state", value: (run) => run.state },
  { head: "why", value: (run) => run.explanation },
  { head: "detail", value: (run) => run.detail },
  { head: "reason", value: (run) => run.reason },
  { head: "background_job_status", value: (run) => run.vocabularies.backgroundJob },
  { head: "api_run_status", value: (run) => run.vocabularies.schedulingApi.runStatus },
  { head: "api_run_state", value: (run) => run.vocabularies.schedulingApi.runState },
  { head: "queue", value: (run) => run.queue },
  { head: "priority", value: (run) => run.priority },
  { head: "server", value: (run) => run.server },
  { head: "submitted_at", value: (run) => run.submittedAt },
  { head: "start_at", value: (run) => run.startAt },
  { head: "planned_at", value: (run) => run.plannedAt },
  { head: "started_at", value: (run) => run.startedAt },
  { head: "ended_at", value: (run) => run.endedAt },
  { head: "duration_ms", value: (run) => millisecondsBetween(run.startedAt, run.endedAt) },
  {
    head: "delay_ms",
    value: (run) => millisecondsBetween(run.plannedAt ?? run.startAt, run.startedAt),
  },
  { head: "attempt", value: (run) => run.attempt },
  { head: "http_status", value: (run) => run.httpStatus },
  { head: "return_code", value: (run) => run.returnCode },
  { head: "schedule", value: (run) => run.schedule },
  { head: "restart_of", value: (run) => run.restartOf },
  { head: "submitted_by", value: (run) => run.submittedBy },
  { head: "role", value: (run) => run.role },
  { head: "chain", value: (run) => run.chain },
  { head: "parent", value: (run) => run.parent },
  { head: "step", value: (run) => run.step },
  { head: "call", value: (run) => run.call },
  { head: "iteration", value: (run) => run.iteration },
];

/** The first line of the file. */
export const CSV_HEAD = `${COLUMNS.map((column) => column.head).join(",")}\r\n`;

/** Runs as lines of RFC 4180, instants in UTC; a text a spreadsheet would take for a formula is marked as text. */
export function runsCsv(runs: readonly RunListItem[]): string {
  return stringify(
    runs.map((run) => COLUMNS.map((column) => column.value(run))),
    { escape_formulas: true, record_delimiter: "\r\n" },
  );
}

function millisecondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Date.parse(to) - Date.parse(from);
}
