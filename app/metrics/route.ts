import { renderMetrics } from "@/lib/queries/health/render-metrics";
import { nodeStatus } from "@/lib/server";
import { toShowableError } from "@/lib/services/unexpected-error";

export const dynamic = "force-dynamic";

/** Figures for Prometheus; 503 while the database is away. */
export async function GET(): Promise<Response> {
  try {
    const { text, contentType } = await renderMetrics(await nodeStatus());
    return new Response(text, {
      headers: { "content-type": contentType, "cache-control": "no-store" },
    });
  } catch (error) {
    return new Response(`${toShowableError(error, "GET /metrics").message}\n`, { status: 503 });
  }
}
