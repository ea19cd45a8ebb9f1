import type { AlertEvent } from "./alert-event";

/** The most lines of a log that are told. */
export const LOG_LINES_TOLD = 10;

/** A run as a message tells it; instants are ISO texts in UTC. */
export interface ToldRun {
  id: string;
  number: string;
  state: string;
  reason: string | null;
  plannedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** Start after the planned start. */
  delaySeconds: number | null;
  durationSeconds: number | null;
  /** The last lines of its log. */
  log: string[];
}

/** What is told (background-jobs N5), as it is kept until it is sent; the link is added then. */
export interface AlertMessage {
  event: AlertEvent | "TEST";
  /** Empty for the alert settings of the definition itself. */
  rule: string;
  /** Id of the alert; null for a test. */
  alert: string | null;
  message: string;
  /** How many times it has happened since the alert was opened. */
  count: number;
  firstAt: string;
  at: string;
  definition: string | null;
  jobName: string | null;
  queue: string | null;
  run: ToldRun | null;
}

/** Where a message leads: its run, or the list of alerts. */
export function linkOf({ run }: Pick<AlertMessage, "run">, publicUrl: string): string {
  return run === null ? `${publicUrl}/alerts` : `${publicUrl}/runs/${run.id}`;
}

/** The body of a webhook. */
export function webhookBody(message: AlertMessage, publicUrl: string): string {
  return JSON.stringify({ ...message, link: linkOf(message, publicUrl) });
}

/** The body of a webhook that takes Slack's messages. */
export function slackBody(message: AlertMessage, publicUrl: string): string {
  const facts = factsOf(message).map(([label, value]) => `*${label}* ${slackText(value)}`);
  const log = message.run?.log ?? [];
  const lines = [
    `*${slackText(message.message)}*`,
    ...facts,
    ...(log.length === 0 ? [] : [`\`\`\`${slackText(log.join("\n"))}\`\`\``]),
    `<${linkOf(message, publicUrl)}|Open in Stellwerk>`,
  ];
  return JSON.stringify({ text: lines.join("\n") });
}

/** Subject, plain text and HTML of an e-mail. */
export function mailOf(
  message: AlertMessage,
  publicUrl: string,
): { subject: string; text: string; html: string } {
  const facts = factsOf(message);
  const log = message.run?.log ?? [];
  const link = linkOf(message, publicUrl);
  const text = [
    `${message.message}.`,
    "",
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...(log.length === 0 ? [] : ["", "Last lines of the log:", ...log.map((line) => `  ${line}`)]),
    "",
    link,
    "",
  ].join("\n");
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th align="left" style="padding-right:12px">${html(label)}</th><td>${html(value)}</td></tr>`,
  );
  const lines =
    log.length === 0 ? "" : `<p>Last lines of the log:</p><pre>${html(log.join("\n"))}</pre>`;
  return {
    subject: `[Stellwerk] ${message.message}`.replace(/\s+/g, " ").slice(0, 200),
    text,
    html: `<p><strong>${html(message.message)}.</strong></p><table>${rows.join("")}</table>${lines}<p><a href="${html(link)}">Open in Stellwerk</a></p>`,
  };
}

function factsOf(message: AlertMessage): [string, string][] {
  const { run } = message;
  const all: [string, string | null][] = [
    ["Job", message.jobName],
    ["Definition", message.definition === message.jobName ? null : message.definition],
    ["Queue", message.queue],
    ["Status", run?.state ?? null],
    ["Reason", run?.reason ?? null],
    ["Planned", run?.plannedAt ?? null],
    ["Started", run?.startedAt ?? null],
    ["Ended", run?.endedAt ?? null],
    ["Delay", secondsText(run?.delaySeconds ?? null)],
    ["Duration", secondsText(run?.durationSeconds ?? null)],
    ["Times", message.count > 1 ? `${message.count} since ${message.firstAt}` : null],
    ["Rule", message.rule === "" ? null : message.rule],
  ];
  return all.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== "");
}

function secondsText(seconds: number | null): string | null {
  if (seconds === null) return null;
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const minutes = Math.floor(rest / 60);
  const parts = [hours > 0 ? `${hours} h` : "", minutes > 0 ? `${minutes} min` : ""];
  return [...parts, `${Math.round((rest % 60) * 10) / 10} s`].filter(Boolean).join(" ");
}

function slackText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function html(text: string): string {
  return slackText(text).replaceAll('"', "&quot;");
}
