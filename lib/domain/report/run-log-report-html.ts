import { plainLogText } from "@/lib/domain/run/log-text";
import { type ReportHead, type ReportLine, reportPlace } from "./run-log-report";
import { REPORT_SCRIPT, REPORT_STYLE } from "./run-log-report-style";
import { instantWords, selectionWords } from "./run-log-selection";

/** A log text that is longer is cut in a printed report. */
const MAX_TEXT = 2000;

/** A text as it stands in HTML, in content and in quoted attributes; without terminal sequences and control characters. */
export function htmlText(text: string): string {
  return plainLogText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** `00:02:05.340`: hours, minutes, seconds and milliseconds; an en dash for none. */
export function spanWords(ms: number | null): string {
  if (ms === null) return "–";
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const rest = String(Math.round(ms) % 1000).padStart(3, "0");
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`;
}

const COLUMNS = [
  "Job and number",
  "State",
  "Planned",
  "Started",
  "Ended",
  "Delay",
  "Duration",
  "Code",
  "HTTP",
  "Server",
  "User",
];

/** The document up to its first line: a page of its own that needs nothing else, made to be printed on A4. */
export function htmlStart(head: ReportHead): string {
  const { selection, generatedAt, generatedBy } = head;
  const words = htmlText(selectionWords(selection));
  const made = `Made ${instantWords(generatedAt)} by ${htmlText(generatedBy)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Run-log report: ${words}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>Run-log report</h1>
<p>${words}. ${made}. All times in UTC.</p>
<button type="button" id="print">Print or save as PDF</button>
${summaryHtml(head)}
</header>
<table>
<caption>Runs in the order of their submission; steps and calls below their chain</caption>
<thead>
<tr class="repeat"><td colspan="${COLUMNS.length}">Run-log report · ${words} · ${made}</td></tr>
<tr>${COLUMNS.map((column) => `<th scope="col">${column}</th>`).join("")}</tr>
</thead>
<tbody>
`;
}

function summaryHtml({ summary }: ReportHead): string {
  const { runs, states, successRate, totalDurationMs, meanDurationMs, maxDurationMs } = summary;
  const rate = successRate === null ? "–" : `${(successRate * 100).toFixed(1)} %`;
  const figures: [string, string][] = [
    ["Runs", String(runs)],
    ...states.map(({ state, runs: count }): [string, string] => [state, String(count)]),
    ["Success rate", rate],
    ["Total duration", spanWords(totalDurationMs)],
    ["Mean duration", spanWords(meanDurationMs)],
    ["Longest", spanWords(maxDurationMs)],
  ];
  return `<dl>${figures.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>`;
}

/** One run as a row, with rows below it for what it was restarted for, its error and its messages. */
export function htmlLine(line: ReportLine): string {
  const place = reportPlace(line);
  const name = place === "" ? line.definition : place;
  const cells = [
    `<th scope="row" class="d${Math.min(line.depth, 8)}"><span class="id">${htmlText(line.jobName)}/<wbr>${htmlText(line.number)}</span><span class="of">${htmlText(name)}</span></th>`,
    `<td class="s-${line.state}">${line.state}</td>`,
    instantCell(line.plannedAt),
    instantCell(line.startedAt),
    instantCell(line.endedAt),
    `<td class="n">${spanWords(line.delayMs)}</td>`,
    `<td class="n">${spanWords(line.durationMs)}</td>`,
    `<td class="n">${line.returnCode ?? "–"}</td>`,
    `<td class="n">${line.httpStatus ?? "–"}</td>`,
    `<td>${htmlText(line.server ?? "–")}</td>`,
    `<td>${htmlText(line.submittedBy)}</td>`,
  ];
  return `<tr>${cells.join("")}</tr>\n${notesOf(line)}`;
}

function notesOf(line: ReportLine): string {
  const notes: string[] = [];
  if (line.restartOf !== null) notes.push(`Restart of ${htmlText(line.restartOf)}`);
  if (line.firstError !== null) notes.push(`<b>First error:</b> ${cut(line.firstError)}`);
  else if (line.reason !== null) notes.push(cut(line.reason));
  if (line.messages !== null && line.messages.length > 0) {
    const lines = line.messages.map(
      ({ at, level, text }) => `${htmlText(at)} ${level.toUpperCase().padEnd(5)} ${cut(text)}`,
    );
    if (line.hasMoreMessages) lines.push("… the log has more lines; its download has all of them");
    notes.push(`<pre>${lines.join("\n")}</pre>`);
  }
  if (notes.length === 0) return "";
  const content = notes.map((note) => `<div>${note}</div>`).join("");
  return `<tr class="note"><td colspan="${COLUMNS.length}" class="d${Math.min(line.depth, 8)}">${content}</td></tr>\n`;
}

function cut(text: string): string {
  return htmlText(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)} …` : text.trimEnd());
}

function instantCell(iso: string | null): string {
  if (iso === null) return "<td>–</td>";
  return `<td><time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 23)}</time></td>`;
}

/** The document after its last line; `isEmpty` says that there was none. */
export function htmlEnd(isEmpty: boolean): string {
  const nothing = `<tr><td colspan="${COLUMNS.length}">No run was submitted in this period that fits the selection.</td></tr>\n`;
  return `${isEmpty ? nothing : ""}</tbody>
</table>
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`;
}
