import { isSuccessfulReturnCode } from "@/lib/domain/run/return-codes";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { ProgramAttempt, ProgramExited, ProgramFailed } from "@/lib/executors/program-attempt";
import type { ClaimedRun } from "@/lib/store/claim-runs";
import type { HttpDecision } from "./decide-http-event";

export const PROGRAMS_OFF =
  "Programs are not allowed on this process server: STELLWERK_ALLOW_PROGRAMS is off.";

type Prepared = { ok: true; attempt: ProgramAttempt } | { ok: false; reason: string };

/** The program a claimed run stands for, or why none can be started. */
export function programAttemptOf(run: ClaimedRun): Prepared {
  if (!run.definition)
    return { ok: false, reason: "The definition was deleted before the run started." };
  const program = run.definition.properties?.program;
  if (!program) return { ok: false, reason: "The definition names no program." };
  return {
    ok: true,
    attempt: {
      runId: run.id,
      jobName: run.jobName,
      jobNumber: run.jobCount,
      idempotencyKey: `${run.id}`,
      program: program.program,
      arguments: program.arguments,
      environment: program.environment,
      workingDirectory: program.workingDirectory,
      parameters: parametersOf(run),
    },
  };
}

function parametersOf({ parameters }: ClaimedRun): Record<string, unknown> | null {
  const isObject = typeof parameters === "object" && parameters !== null;
  return isObject && !Array.isArray(parameters) ? { ...parameters } : null;
}

type Ended = ProgramExited | ProgramFailed;

/** What the end of a program means for its run (run-states-and-chains 1.2, return codes). */
export function decideProgramEvent(
  run: ClaimedRun,
  event: Ended,
  at: Date,
): Extract<HttpDecision, { type: "finish" }> {
  if (event.type === "failed") {
    return finish("Error", "PROGRAM_NOT_STARTED", [line(at, "error", event.message)]);
  }
  const outputs = { result: event.out };
  const text =
    event.code === null
      ? `Ended by ${event.signal ?? "a kill before it began"}`
      : `Exit code ${event.code}`;
  if (event.wasAborted)
    return {
      ...finish("Killed", "KILLED", [line(at, "warn", text)]),
      ...outputs,
      returnCode: event.code,
    };
  if (event.code === null)
    return finish("Error", `SIGNAL: ${event.signal}`, [line(at, "error", text)]);
  return { ...byReturnCode(run, event.code, { at, text }), ...outputs, returnCode: event.code };
}

function byReturnCode(run: ClaimedRun, code: number, { at, text }: { at: Date; text: string }) {
  const rule = run.definition?.properties?.returnCodes ?? null;
  const judged = isSuccessfulReturnCode(rule, code);
  if (!judged.ok) {
    const problem = line(at, "error", `The return codes of the definition: ${judged.reason}`);
    return finish("Error", `RETURN_CODE: ${code}`, [line(at, "error", text), problem]);
  }
  return judged.success
    ? finish("Completed", null, [line(at, "info", text)])
    : finish("Error", `RETURN_CODE: ${code}`, [line(at, "error", text)]);
}

function finish(
  to: "Completed" | "Error" | "Killed",
  reason: string | null,
  lines: LogLine[],
): Extract<HttpDecision, { type: "finish" }> {
  return { type: "finish", to, detail: null, reason, httpStatus: null, result: null, lines };
}

function line(at: Date, level: LogLine["level"], text: string): LogLine {
  return { at: at.toISOString(), level, text };
}
