import { createLocalJWKSet, type JWTPayload, jwtVerify } from "jose";
import {
  DEMO_BEHAVIOUR,
  type DemoBehaviour,
  isDemoEndpoint,
} from "@/lib/domain/demo/demo-endpoints";
import { getRun } from "@/lib/queries/runs/get-run";
import { accessOfNode, systemContext } from "@/lib/server";
import { reportCallback } from "@/lib/services/runs/report-callback";

/** The run the caller's token speaks for. */
interface CalledRun {
  tenantId: string;
  jobId: number;
  scheduleId: string;
  runId: string;
}

/** An action endpoint of the demo landscape: only a run of this installation may call it. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ kind: string }> },
): Promise<Response> {
  const { kind } = await params;
  if (!isDemoEndpoint(kind)) return new Response("No such endpoint", { status: 404 });
  const run = await calledRun(request);
  if (!run) return new Response("The token of a run is required", { status: 401 });
  const behaviour = DEMO_BEHAVIOUR[kind];
  await seconds(behaviour.afterSeconds);
  if (behaviour.callback) void callBack(run, behaviour.callback);
  const isFirst = behaviour.firstAnswer !== null && !(await wasStartedAgain(run));
  const { text, status } = (isFirst && behaviour.firstAnswer) || behaviour;
  return new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}

async function calledRun(request: Request): Promise<CalledRun | null> {
  const token = /^bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) return null;
  const { access } = await accessOfNode();
  const keys = createLocalJWKSet({ keys: access.signer.jwks().keys.map((key) => ({ ...key })) });
  try {
    const { payload } = await jwtVerify(token, keys, { audience: "action-endpoint" });
    return runOf(payload);
  } catch {
    return null;
  }
}

function runOf(payload: JWTPayload): CalledRun | null {
  const { tenant, job_id: jobId, schedule_id: scheduleId, run_id: runId } = payload;
  if (typeof tenant !== "string" || typeof jobId !== "number" || typeof runId !== "string")
    return null;
  return {
    tenantId: tenant,
    jobId,
    runId,
    scheduleId: typeof scheduleId === "string" ? scheduleId : runId,
  };
}

/** Whether the run is a restart: of its own, in a later round of its step, or in a chain that was started again. */
async function wasStartedAgain({ tenantId, runId }: CalledRun): Promise<boolean> {
  const ctx = await systemContext("demo", tenantId, ["jobs.read"]);
  const run = await getRun(ctx, runId);
  if (run.restartOf !== null || (run.iteration ?? 1) > 1) return true;
  return run.chain !== null && (await getRun(ctx, run.chain)).restartOf !== null;
}

async function callBack(
  run: CalledRun,
  { afterSeconds, success, message }: NonNullable<DemoBehaviour["callback"]>,
): Promise<void> {
  await seconds(afterSeconds);
  const ctx = await systemContext("demo", run.tenantId, ["runs.update"]);
  // A run that was killed or expired meanwhile takes no result; that is its answer.
  await reportCallback(ctx, { ...run, success, message }).catch(() => undefined);
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
