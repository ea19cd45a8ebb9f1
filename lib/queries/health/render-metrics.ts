import { nodeMetrics } from "@/lib/platform/metrics";
import type { Database } from "@/lib/store/database";
import { liveRunsByQueue } from "@/lib/store/health-reads";

interface NodeParts {
  db: Pick<Database, "pool">;
  engine: { readonly slotsTaken: number };
  feed: { readonly watchers: number };
}

/** The metrics of this node and the live runs of the installation, in the words of Prometheus. */
export async function renderMetrics({
  db,
  engine,
  feed,
}: NodeParts): Promise<{ text: string; contentType: string }> {
  const metrics = nodeMetrics();
  const runs = await liveRunsByQueue(db.pool);
  const text = await metrics.render({ runs, inFlight: engine.slotsTaken, watchers: feed.watchers });
  return { text, contentType: metrics.contentType };
}
