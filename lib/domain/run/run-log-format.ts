/** The forms a run log is given out in. */
export const RUN_LOG_FORMATS = ["text", "ndjson", "json", "csv"] as const;
export type RunLogFormat = (typeof RUN_LOG_FORMATS)[number];

/** Media type of each form. */
export const RUN_LOG_MEDIA_TYPE: Record<RunLogFormat, string> = {
  text: "text/plain; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

const EXTENSION: Record<RunLogFormat, string> = {
  text: "txt",
  ndjson: "ndjson",
  json: "json",
  csv: "csv",
};

/** Name of a downloaded log: letters, digits, `.`, `_` and `-` only. */
export function runLogFileName(subject: string, format: RunLogFormat): string {
  const name = subject.replace(/[^A-Za-z0-9._-]+/g, "_").slice(0, 100);
  return `${name}.${EXTENSION[format]}`;
}
