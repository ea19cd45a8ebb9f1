import type { Logger } from "pino";
import type { Clock } from "@/lib/domain/clock";
import type { LogLine } from "@/lib/domain/run/run-log";
import { SYSTEM_KIND, systemDutyOf } from "@/lib/domain/system/system-jobs";
import type { ProgramExecutor } from "@/lib/executors/program-executor";
import type { SystemExecutor } from "@/lib/executors/system-executor";
import type { ClaimedRun } from "@/lib/store/claim-runs";
import type { HttpDecision } from "./decide-http-event";
import { decideProgramEvent, PROGRAMS_OFF, programAttemptOf } from "./program-run";
import { decideSystemEvent, NO_DUTY } from "./system-run";

interface LocalExecutors {
  /** Null where programs are not allowed. */
  programs: ProgramExecutor | null;
  system: SystemExecutor;
  clock: Clock;
  logger: Logger;
}

/** Who is told what becomes of a run: lines while it goes on, then its end, once, never before it was started. */
interface LocalRunListener {
  onOutput(lines: LogLine[]): void;
  onEnd(decision: HttpDecision): void;
}

type Started = { ok: true; abort: () => void } | { ok: false; reason: string };

/** True for the kinds this node executes in or beside its own process. */
export function isLocalKind(kind: string): boolean {
  return kind === "program" || kind === SYSTEM_KIND;
}

/** Starts a run of such a kind, or says why it cannot be started. */
export function startLocalRun(
  run: ClaimedRun,
  executors: LocalExecutors,
  listener: LocalRunListener,
): Started {
  return run.kind === SYSTEM_KIND
    ? startDuty(run, executors, listener)
    : startProgram(run, executors, listener);
}

function startProgram(
  run: ClaimedRun,
  { programs, clock }: LocalExecutors,
  { onOutput, onEnd }: LocalRunListener,
): Started {
  const attempt = programAttemptOf(run);
  if (!attempt.ok) return attempt;
  if (programs === null) return { ok: false, reason: PROGRAMS_OFF };
  const program = programs.execute(attempt.attempt, (event) => {
    if (event.type === "output") onOutput(event.lines);
    else onEnd(decideProgramEvent(run, event, clock.now()));
  });
  return { ok: true, abort: () => program.abort() };
}

function startDuty(
  run: ClaimedRun,
  { system, clock, logger }: LocalExecutors,
  { onEnd }: LocalRunListener,
): Started {
  const duty = systemDutyOf(run.definitionId);
  if (duty === null) return { ok: false, reason: NO_DUTY };
  const work = system.execute(duty, (event) => {
    if (event.type === "failed")
      logger.error({ err: event.error, run: run.id }, "a system job failed");
    onEnd(decideSystemEvent(event, clock.now()));
  });
  return { ok: true, abort: () => work.abort() };
}
