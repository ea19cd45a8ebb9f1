import type { LogLine } from "@/lib/domain/run/run-log";
import type { HttpAttempt } from "@/lib/executors/http-attempt";
import type { ClaimedRun } from "@/lib/store/claim-runs";

/** What an attempt needs beyond its run. */
export interface AttemptContext {
  openPassword: (sealed: string, definitionId: string) => string;
  /** The configured ASYNC_EXEC_TIMEOUT. */
  asynchronousSeconds: () => number;
}

type Prepared = { ok: true; attempt: HttpAttempt } | { ok: false; reason: string };

/** The HTTP attempt of a claimed run, or why none can be made. */
export function httpAttemptOf(run: ClaimedRun, context: AttemptContext): Prepared {
  const { definition } = run;
  if (!definition)
    return { ok: false, reason: "The definition was deleted before the run started." };
  if (run.kind !== "http")
    return { ok: false, reason: `This server cannot execute runs of kind ${run.kind}.` };
  const method = definition.httpMethod;
  if (method !== "GET" && method !== "POST" && method !== "PUT" && method !== "DELETE") {
    return { ok: false, reason: `The HTTP method ${method} is not supported.` };
  }
  const auth = basicAuthOf(run, context);
  if (!auth.ok) return auth;
  return {
    ok: true,
    attempt: {
      runId: run.id,
      tenantId: run.tenantId,
      attempt: run.attempt,
      jobId: definition.jobId,
      // An application builds its callback address from this header; a run without a schedule
      // answers to its own id there.
      scheduleId: run.scheduleId ?? run.id,
      definitionName: run.definitionName,
      method,
      url: definition.url,
      headers: definition.headers,
      data: run.parameters ?? null,
      basicAuth: auth.basicAuth,
      plannedAt: run.plannedAt ?? run.startAt,
      synchronousSeconds: definition.synchronousSeconds,
      asynchronousSeconds: definition.asynchronousSeconds ?? context.asynchronousSeconds(),
    },
  };
}

type Auth = { ok: true; basicAuth: HttpAttempt["basicAuth"] } | { ok: false; reason: string };

function basicAuthOf(run: ClaimedRun, context: AttemptContext): Auth {
  const user = run.definition?.endpointUser;
  if (!user) return { ok: true, basicAuth: null };
  const sealed = run.definition?.endpointPassword;
  try {
    const password = sealed ? context.openPassword(sealed, run.definitionId) : "";
    return { ok: true, basicAuth: { user, password } };
  } catch {
    return {
      ok: false,
      reason:
        "The stored endpoint password cannot be decrypted: the secret key of this installation has changed. Enter the password again.",
    };
  }
}

/** First line of an attempt's log. */
export function triggeredLine(run: ClaimedRun, at: Date): LogLine {
  const target = run.definition
    ? `${run.definition.httpMethod} ${run.definition.url}`
    : run.definitionName;
  return {
    at: at.toISOString(),
    level: "info",
    text: run.attempt > 1 ? `${target} (attempt ${run.attempt})` : target,
    type: "TRIGGERED",
  };
}
