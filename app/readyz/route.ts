import { type Readiness, readiness } from "@/lib/queries/health/readiness";
import { nodeStatus } from "@/lib/server";
import { toShowableError } from "@/lib/services/unexpected-error";

export const dynamic = "force-dynamic";

/** Says whether this node can do its work: 200, or 503 with the reason. */
export async function GET(): Promise<Response> {
  const found = await look();
  return Response.json(found, {
    status: found.ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}

async function look(): Promise<Readiness> {
  try {
    const { db, engine, env } = await nodeStatus();
    return await readiness({ db, engine, isEngineOn: env.isEngineOn });
  } catch (error) {
    return { ready: false, reason: `${toShowableError(error, "GET /readyz").message}.` };
  }
}
