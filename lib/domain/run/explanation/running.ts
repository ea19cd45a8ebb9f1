import { explainChildrenWait } from "./chain-waits";
import type { RunFacts } from "./run-facts";
import { utc } from "./sentence-parts";

/** A run that is being executed, in the terms of its kind. */
export function explainRunning(run: RunFacts): string {
  if (run.role === "step" || run.kind === "chain") return explainParent(run);
  switch (run.kind) {
    case "http":
      return explainHttp(run);
    case "wait":
      return run.wakeAt === null
        ? "Waits as long as its definition says"
        : `Waits until ${utc(run.wakeAt)}, as its definition says`;
    case "program":
      return `The program is being executed by ${serverText(run)}${sinceText(run)}`;
    default:
      return `Being executed by ${serverText(run)}${sinceText(run)}`;
  }
}

function explainParent(run: RunFacts): string {
  if (run.waitsFor?.kind === "children" && run.waitsFor.first !== null) {
    return explainChildrenWait(run);
  }
  return run.role === "step" ? "Its calls are being started" : "Its steps are being started";
}

function explainHttp(run: RunFacts): string {
  const until = run.deadlineAt ? ` until ${utc(run.deadlineAt)}, else Unknown` : "";
  if (run.detail === "ACK_RECVD") {
    return `The endpoint accepted the work (${run.httpStatus ?? 202}); waiting for its callback${until}`;
  }
  if (run.detail === "ACK_NOT_RECVD") {
    return `The endpoint has not answered in time; waiting for a late answer or its callback${until}`;
  }
  const since = run.startedAt ? ` at ${utc(run.startedAt)}` : "";
  return `The request was sent by ${serverText(run)}${since}; waiting for the answer`;
}

function sinceText({ startedAt }: RunFacts): string {
  return startedAt === null ? "" : ` since ${utc(startedAt)}`;
}

/** The process server that has the run, in words. */
export function serverText({ server }: RunFacts): string {
  return server === null ? "a process server" : `the process server ${server}`;
}
