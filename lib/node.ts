import "server-only";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { SendAlert } from "@/lib/domain/alert/alert-outlet";
import { passwordContext } from "@/lib/domain/definition/password-context";
import { reservedSlots } from "@/lib/domain/engine/origin-slots";
import { AppError } from "@/lib/domain/errors";
import { parseEgressAllow } from "@/lib/domain/http/egress-rules";
import { createIdGenerator } from "@/lib/domain/ids";
import type { RunChange } from "@/lib/domain/run/run-change";
import { DutyLoop } from "@/lib/engine/duty-loop";
import { Engine } from "@/lib/engine/engine";
import { createAlertSender } from "@/lib/executors/alert-sender";
import { createHttpExecutor, HTTP_LIMITS } from "@/lib/executors/http-executor";
import { createProgramExecutor } from "@/lib/executors/program-executor";
import { ChangeFeed } from "@/lib/platform/change-feed";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import { createEgressAgent, systemResolver } from "@/lib/platform/egress";
import { type Env, nodeEnvironment, readEnv } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { createMailer } from "@/lib/platform/mail";
import { readMailSettings } from "@/lib/platform/mail-settings";
import { nodeMetrics } from "@/lib/platform/metrics";
import { createSecretBox, type SecretBox } from "@/lib/platform/secrets";
import { systemTimer } from "@/lib/platform/system-timer";
import { createTokenSigner } from "@/lib/platform/token-signer";
import { VERSION } from "@/lib/platform/version";
import { type AccessBootstrap, bootstrapAccess } from "@/lib/services/access/bootstrap";
import { type Access, createAccess } from "@/lib/services/access/create-access";
import { type BulkWorld, workOnBulkActions } from "@/lib/services/runs/bulk/work-on-bulk-actions";
import { ensureSystemDefinitions } from "@/lib/services/system/ensure-system-definitions";
import {
  CONFIGURATION_DEFAULTS,
  readConfiguration,
  readRetention,
} from "@/lib/store/configuration-values";
import { type Database, openDatabase } from "@/lib/store/database";
import { DatabaseClock } from "@/lib/store/database-clock";
import { HintChannel } from "@/lib/store/hint-channel";

/** What exists once per process. Next loads routes and instrumentation as separate module graphs, so it hangs on globalThis. */
export interface Node {
  env: Env;
  db: Database;
  clock: DatabaseClock;
  secrets: SecretBox;
  access: Access;
  bootstrap: AccessBootstrap;
  engine: Engine;
  sendAlert: SendAlert;
  feed: ChangeFeed;
  channel: HintChannel;
  /** Works on what was asked for on whole selections of runs. */
  bulkActions: DutyLoop;
  /** One batch of one bulk action, for hosts where no duty lives on; answers how long to rest, in milliseconds. */
  workOnBulkActions: () => Promise<number>;
  newId: (now: Date) => string;
  announce: (changes: readonly RunChange[]) => void;
  configuration: { asynchronousSeconds: number };
}

declare global {
  var __stellwerkNode: Promise<Node> | undefined;
}

const MAX_CONNECTIONS = 12;
const CONNECT_TIMEOUT_MS = 10_000;
const CLOCK_SYNC_MS = 30_000;
const CONFIGURATION_REFRESH_MS = 5000;
const DRAIN_MS = 20_000;
const ALERT_CONNECTIONS = 10;

/** The node of this process; built at first use, again after a failed attempt. */
export function node(): Promise<Node> {
  globalThis.__stellwerkNode ??= buildNode().catch((error: unknown) => {
    globalThis.__stellwerkNode = undefined;
    throw error;
  });
  return globalThis.__stellwerkNode;
}

async function buildNode(): Promise<Node> {
  const env = readEnv();
  if (!env.databaseUrl || !env.secretKey) {
    throw new AppError(
      "internal",
      "The application must be started with `npm start` or `npm run dev`.",
    );
  }
  const db = openDatabase({
    url: env.databaseUrl,
    maxConnections: MAX_CONNECTIONS,
    onError: (error) => logger.debug({ err: error }, "a database connection broke"),
  });
  const clock = new DatabaseClock(() => performance.now(), new Date());
  await clock.synchronise(db.pool);
  const secrets = createSecretBox(env.secretKey);
  const bootstrap = await bootstrapAccess({ db, env, secrets, logger, now: clock.now() });
  const signer = createTokenSigner({ ...bootstrap.signingKey, issuer: env.publicUrl, clock });
  const access = createAccess({
    db,
    secretKey: env.secretKey,
    publicUrl: env.publicUrl,
    signer,
    logger,
  });
  const newId = createIdGenerator(cryptoRandom());
  const feed = new ChangeFeed(systemTimer, clock.now().getTime());
  const configuration = {
    asynchronousSeconds: CONFIGURATION_DEFAULTS.ASYNC_EXEC_TIMEOUT as number,
  };
  const nodeId = randomUUID();
  const channel: HintChannel = new HintChannel({
    url: env.databaseUrl,
    pool: db.pool,
    timer: systemTimer,
    logger,
    nodeId,
    onMessage: (message) => {
      if (message.type === "hint") engine.hint(message.kind);
      else feed.add(message.changes);
    },
  });
  const announce = (changes: readonly RunChange[]) => {
    if (changes.length === 0) return;
    feed.add(changes);
    channel.changed(changes);
  };
  const sendAlert = createAlerts(env, clock, secrets);
  const engine = new Engine({
    db,
    clock,
    logger,
    metrics: nodeMetrics(),
    newId,
    announce,
    timer: systemTimer,
    http: createHttp(env, clock, signer),
    programs: env.areProgramsAllowed
      ? createProgramExecutor({
          timer: systemTimer,
          clock,
          baseEnvironment: nodeEnvironment(),
          logger,
        })
      : null,
    attempts: {
      openPassword: (sealed, definitionId) => secrets.open(sealed, passwordContext(definitionId)),
      asynchronousSeconds: () => configuration.asynchronousSeconds,
    },
    sendAlert,
    retention: () => readRetention(db.pool),
    serverName: `${hostname()}:${env.port}`,
    concurrency: env.concurrency,
    version: VERSION,
  });
  const bulkWorld: BulkWorld = {
    ...{ nodeId, db, secrets, newId, areProgramsAllowed: env.areProgramsAllowed },
    now: () => clock.now(),
    hint: (what) => {
      engine.hint(what);
      channel.hint(what);
    },
    changed: announce,
  };
  return {
    env,
    db,
    clock,
    secrets,
    access,
    bootstrap,
    engine,
    sendAlert,
    feed,
    channel,
    bulkActions: bulkLoop(bulkWorld),
    workOnBulkActions: () => workOnBulkActions(bulkWorld),
    newId,
    announce,
    configuration,
  };
}

/** Alerts go out under the same egress rules as the calls of runs, over connections of their own. */
function createAlerts(env: Env, clock: DatabaseClock, secrets: SecretBox): SendAlert {
  const mail = readMailSettings();
  return createAlertSender({
    agent: createEgressAgent({
      allow: egressAllowOf(env),
      connectionsPerOrigin: ALERT_CONNECTIONS,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      resolve: systemResolver(),
    }),
    mailer: mail === null ? null : createMailer(mail),
    ...{ secrets, clock, publicUrl: env.publicUrl },
  });
}

function egressAllowOf(env: Env) {
  const allow = parseEgressAllow(env.egressAllow.join(","));
  if (!allow.ok) throw new AppError("invalid", `STELLWERK_EGRESS_ALLOW: ${allow.reason}`);
  return allow.allow;
}

function createHttp(env: Env, clock: DatabaseClock, signer: ReturnType<typeof createTokenSigner>) {
  const agent = createEgressAgent({
    allow: egressAllowOf(env),
    connectionsPerOrigin:
      env.concurrency + reservedSlots(env.concurrency) + HTTP_LIMITS.lateListeners,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    resolve: systemResolver(),
  });
  return createHttpExecutor({
    agent,
    signer,
    publicUrl: env.publicUrl,
    clock,
    limits: HTTP_LIMITS,
  });
}

function bulkLoop(world: BulkWorld): DutyLoop {
  const run = () => workOnBulkActions(world);
  return new DutyLoop({ name: "bulk actions", run, timer: systemTimer, logger });
}

/** Starts the duties of this node, once; called from instrumentation. */
export async function startEngine(): Promise<void> {
  if (globalThis.__stellwerk) return;
  const started = await node();
  keepInStep(started);
  await ensureSystemDefinitions({
    ...started,
    logger,
    now: started.clock.now(),
    providerTenantId: started.bootstrap.providerTenantId,
  });
  started.channel.start();
  if (started.env.isEngineOn) await started.engine.start();
  if (started.env.isEngineOn) started.bulkActions.start();
  globalThis.__stellwerk = {
    stop: async () => {
      await started.bulkActions.stop();
      await started.engine.stop(DRAIN_MS);
      await started.channel.stop();
      await started.db.close();
    },
    signInHint: () => started.bootstrap.signInHint(),
  };
}

/** Follows the database's clock and the configured values. */
function keepInStep(started: Node): void {
  const repeat = (ms: number, work: () => Promise<void>) => {
    const next = () =>
      work()
        .catch((error: unknown) => logger.debug({ err: error }, "could not look up the database"))
        .finally(() => systemTimer.after(ms, next));
    void next();
  };
  repeat(CLOCK_SYNC_MS, () => started.clock.synchronise(started.db.pool));
  repeat(CONFIGURATION_REFRESH_MS, async () => {
    const values = await readConfiguration(started.db.pool);
    started.configuration.asynchronousSeconds = values.ASYNC_EXEC_TIMEOUT;
  });
}
