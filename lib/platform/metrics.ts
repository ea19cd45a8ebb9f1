import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const LAG_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];
const DURATION_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 1800, 3600, 14_400];
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

interface RequestLabels {
  method: string;
  route: string;
  status: number;
}

/** Runs in one state and queue. */
export interface RunGauge {
  state: string;
  queue: string;
  runs: number;
}

/** What the node measures of itself, in the words of Prometheus; every method is cheap enough for hot paths. */
export interface NodeMetrics {
  /** Seconds from the requested start of a run to its start. */
  observeStartLag(seconds: number): void;
  /** Seconds from the start of a run to its end, with its final state. */
  observeRunDuration(state: string, seconds: number): void;
  /** Seconds one claim of runs took in the database. */
  observeClaim(seconds: number): void;
  /** Seconds from a tick of a schedule to its run. */
  observeSchedulerLag(seconds: number): void;
  observeRequest(labels: RequestLabels, seconds: number): void;
  /** The text to be scraped, with the gauges of this moment. */
  render(gauges: {
    runs: readonly RunGauge[];
    inFlight: number;
    watchers: number;
  }): Promise<string>;
  readonly contentType: string;
}

declare global {
  var __stellwerkMetrics: NodeMetrics | undefined;
}

/** The one set of metrics of this process; every module graph counts in it. */
export function nodeMetrics(): NodeMetrics {
  globalThis.__stellwerkMetrics ??= createMetrics();
  return globalThis.__stellwerkMetrics;
}

/** A set of metrics of its own. */
export function createMetrics(): NodeMetrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const histogram = (name: string, help: string, buckets: number[], labelNames: string[] = []) =>
    new Histogram({ name: `stellwerk_${name}`, help, buckets, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `stellwerk_${name}`, help, labelNames, registers });
  const startLag = histogram(
    "start_lag_seconds",
    "Requested start of a run to its start",
    LAG_SECONDS,
  );
  const duration = histogram(
    "run_duration_seconds",
    "Start of a run to its end",
    DURATION_SECONDS,
    ["state"],
  );
  const claim = histogram("claim_seconds", "Time a claim of runs took", REQUEST_SECONDS);
  const schedulerLag = histogram(
    "scheduler_lag_seconds",
    "Tick of a schedule to its run",
    LAG_SECONDS,
  );
  const request = histogram("http_request_seconds", "Time an answer took", REQUEST_SECONDS, [
    "method",
    "route",
    "status",
  ]);
  const runs = gauge("runs", "Runs that have not ended", ["state", "queue"]);
  const inFlight = gauge("in_flight", "Runs this node executes");
  const watchers = gauge("watchers", "Open streams of run changes");
  return {
    observeStartLag: (seconds) => startLag.observe(Math.max(0, seconds)),
    observeRunDuration: (state, seconds) => duration.observe({ state }, Math.max(0, seconds)),
    observeClaim: (seconds) => claim.observe(seconds),
    observeSchedulerLag: (seconds) => schedulerLag.observe(Math.max(0, seconds)),
    observeRequest: (labels, seconds) => request.observe({ ...labels }, seconds),
    render: (now) => {
      runs.reset();
      for (const { state, queue, runs: count } of now.runs) runs.set({ state, queue }, count);
      inFlight.set(now.inFlight);
      watchers.set(now.watchers);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
