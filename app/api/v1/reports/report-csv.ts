import { stringify } from "csv-stringify/sync";

type Value = string | number | Date | null;

/** Lines of RFC 4180 under a head; instants as ISO text, and a text a spreadsheet would take for a formula marked as text. */
export function reportCsv(head: readonly string[], rows: readonly (readonly Value[])[]): string {
  const lines = rows.map((row) =>
    row.map((value) => (value instanceof Date ? value.toISOString() : value)),
  );
  return stringify([[...head], ...lines], { escape_formulas: true, record_delimiter: "\r\n" });
}

/** A report as a file to be saved, named after its kind and the instant it was made. */
export function csvFile(kind: string, text: string, now: Date): Response {
  const stamp = now.toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-");
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${kind}-${stamp}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
