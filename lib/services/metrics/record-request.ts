import { nodeMetrics } from "@/lib/platform/metrics";

interface AnsweredRequest {
  method: string;
  /** Address with its places, e.g. `/api/v1/runs/{id}`. */
  route: string;
  status: number;
  /** Reading of the monotonic clock when it arrived, in milliseconds. */
  startedAt: number;
}

/** Counts an answered request and how long it took. */
export function recordRequest({ method, route, status, startedAt }: AnsweredRequest): void {
  nodeMetrics().observeRequest({ method, route, status }, (performance.now() - startedAt) / 1000);
}
