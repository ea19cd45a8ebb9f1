/**
 * `npm run bench`: the figures the product is held to, measured on a fresh instance of the built product
 * through its public API. `--line=W1` measures one line, `--history=1000000` seeds finished runs first
 * (for every line; lines H, F, Q and B do so by themselves), `--minutes=5` watches the monitor of line B for less than
 * an hour, `--show` prints the product's log.
 */
import { cpus, totalmem } from "node:os";
import { history, type Lines, values } from "./bench-context";
import { LINES_OF_ENGINE } from "./lines-engine";
import { LINES_OF_GATES } from "./lines-gates";
import { LINES_OF_SCREENS } from "./lines-screens";
import type { Measurement } from "./statistics";

const lines: Lines = { ...LINES_OF_ENGINE, ...LINES_OF_GATES, ...LINES_OF_SCREENS };

function print(rows: readonly Measurement[]): void {
  const cells = rows.map((row) => [
    row.line,
    row.workload,
    row.figure,
    row.target,
    row.met === null ? "" : row.met ? "met" : "MISSED",
    row.ceiling,
  ]);
  const head = ["line", "workload", "figure", "target", "", "ceiling"];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [head, ...cells]) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
  }
}

const wanted = values.line ? values.line.toUpperCase().split(",") : Object.keys(lines);
const unknown = wanted.filter((name) => !lines[name]);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no line ${unknown.join(", ")}; lines: ${Object.keys(lines).join(", ")}\n`,
  );
  process.exit(1);
}
process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, history ${history.toLocaleString("en")} runs\n\n`,
);
const rows: Measurement[] = [];
for (const name of wanted) {
  process.stderr.write(`measuring ${name} …\n`);
  try {
    rows.push(...((await lines[name]?.()) ?? []));
  } catch (error) {
    process.stderr.write(`${name} could not be measured: ${error}\n`);
    process.exitCode = 1;
  }
}
print(rows);
