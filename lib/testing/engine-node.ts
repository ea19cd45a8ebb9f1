/**
 * One node's engine as a process of its own, without pages: `node --import tsx lib/testing/engine-node.ts <options as
 * JSON>`. Says "ready" when it runs; SIGTERM stops it in order.
 */
import { randomUUID } from "node:crypto";
import { NO_EGRESS_ALLOW, parseEgressAllow } from "@/lib/domain/http/egress-rules";
import { createIdGenerator } from "@/lib/domain/ids";
import { Engine } from "@/lib/engine/engine";
import { createHttpExecutor, HTTP_LIMITS } from "@/lib/executors/http-executor";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import { createEgressAgent, systemResolver } from "@/lib/platform/egress";
import { createLogger } from "@/lib/platform/logger";
import { nodeMetrics } from "@/lib/platform/metrics";
import { generateSigningKey } from "@/lib/platform/signing-key";
import { systemTimer } from "@/lib/platform/system-timer";
import { createTokenSigner } from "@/lib/platform/token-signer";
import { readRetention } from "@/lib/store/configuration-values";
import { openDatabase } from "@/lib/store/database";
import { DatabaseClock } from "@/lib/store/database-clock";
import { HintChannel } from "@/lib/store/hint-channel";
import type { EngineNodeOptions } from "./engine-process";

const DRAIN_MS = 5000;
const CLOCK_SYNC_MS = 5000;

const options: EngineNodeOptions = JSON.parse(process.argv[2] ?? "");
const logger = createLogger({ level: options.logLevel ?? "error" });
const db = openDatabase({ url: options.databaseUrl, maxConnections: 10 });
const clock = new DatabaseClock(() => performance.now(), new Date());
await clock.synchronise(db.pool);

const allow = parseEgressAllow("loopback");
const agent = createEgressAgent({
  allow: allow.ok ? allow.allow : NO_EGRESS_ALLOW,
  connectionsPerOrigin: options.concurrency * 2 + HTTP_LIMITS.lateListeners,
  connectTimeoutMs: 5000,
  resolve: systemResolver(),
});
const publicUrl = "http://localhost:3000";
const signer = createTokenSigner({ ...generateSigningKey(), issuer: publicUrl, clock });
const channel: HintChannel = new HintChannel({
  url: options.hintUrl ?? options.databaseUrl,
  pool: db.pool,
  timer: systemTimer,
  logger,
  nodeId: randomUUID(),
  onMessage: (message) => {
    if (message.type === "hint") engine.hint(message.kind);
  },
});
const engine = new Engine({
  db,
  clock,
  logger,
  newId: createIdGenerator(cryptoRandom()),
  metrics: nodeMetrics(),
  announce: (changes) => channel.changed(changes),
  timer: systemTimer,
  programs: null,
  http: createHttpExecutor({ agent, signer, publicUrl, clock, limits: HTTP_LIMITS }),
  attempts: { openPassword: (sealed) => sealed, asynchronousSeconds: () => 60 },
  retention: () => readRetention(db.pool),
  serverName: options.name,
  concurrency: options.concurrency,
  version: "test",
  lease: options.lease,
});

function keepInStep(): void {
  clock
    .synchronise(db.pool)
    .catch(() => undefined)
    .finally(() => systemTimer.after(CLOCK_SYNC_MS, keepInStep));
}

async function stop(): Promise<void> {
  await engine.stop(DRAIN_MS);
  await channel.stop();
  await db.close();
  process.exit(0);
}

process.on("SIGTERM", () => void stop());
channel.start();
keepInStep();
await engine.start();
process.stdout.write("ready\n");
// Nothing else keeps the process alive, and it ends with whoever started it.
process.stdin.on("end", () => process.exit(1));
process.stdin.resume();
