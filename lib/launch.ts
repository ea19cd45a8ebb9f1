import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { AppError } from "@/lib/domain/errors";
import { clientAddress } from "@/lib/platform/client-address";
import { waitForDatabase } from "@/lib/platform/database-address";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { type Env, processEnv, readEnv } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { migrateDatabase } from "@/lib/platform/migrate";
import { registeredNode } from "@/lib/platform/node-registration";
import { requestLineFault, requestLineRefusal } from "@/lib/platform/request-line";
import { secretKeyIn } from "@/lib/platform/secret-key";

const KEEP_ALIVE_MS = 65_000;
const START_LIMIT_MS = 90_000;
const START_POLL_MS = 50;

/** Undone in reverse order when the node stops. */
const undo: (() => Promise<unknown>)[] = [];
let isStopping = false;
let stopped: Promise<void> | undefined;

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === "EADDRINUSE"
          ? `Port ${port} is in use: stop what listens there or choose another with PORT`
          : `Port ${port} cannot be used: ${cause.message}`;
      reject(new AppError("unavailable", reason, { cause }));
    });
    server.listen(port, resolve);
  });
}

/** Finds what would stop the start anyway before the long parts of it: wrong configuration, a port in use. */
export async function checkStart(): Promise<void> {
  const { port } = readEnv();
  const probe = createServer();
  await listen(probe, port);
  await new Promise((resolve) => probe.close(resolve));
}

async function openDatabase(env: Env): Promise<string> {
  if (env.databaseUrl !== null) {
    await waitForDatabase(env.databaseUrl, (reason) =>
      logger.warn(`${reason}; trying again for some seconds`),
    );
    return env.databaseUrl;
  }
  const embedded = await startEmbeddedPostgres({ dataDir: env.dataDir, logger });
  undo.push(() => embedded.stop());
  return embedded.url;
}

/** The application reads its configuration from the process: what was generated or defaulted is put there. */
function publish(env: Env, databaseUrl: string): void {
  Object.assign(processEnv(), {
    PORT: String(env.port),
    DATABASE_URL: databaseUrl,
    STELLWERK_DATA_DIR: env.dataDir,
    STELLWERK_PUBLIC_URL: env.publicUrl,
    STELLWERK_SECRET_KEY: env.secretKey ?? secretKeyIn(env.dataDir),
    STELLWERK_EGRESS_ALLOW: env.egressAllow.join(","),
  });
}

async function serve(env: Env, isDevelopment: boolean): Promise<void> {
  const app = next({ dev: isDevelopment, dir: process.cwd(), port: env.port });
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    const forwardedFor = [request.headers["x-forwarded-for"]].flat().join(",");
    const address = clientAddress(request.socket.remoteAddress, forwardedFor);
    if (address !== undefined) request.headers["x-forwarded-for"] = address;
    const fault = requestLineFault(request.method, request.url);
    if (fault !== null) {
      const body = JSON.stringify(requestLineRefusal(fault, request.url ?? "/"));
      response.writeHead(fault.status, { "content-type": "application/json" }).end(body);
      return;
    }
    handle(request, response).catch((err: unknown) => {
      logger.error({ err, url: request.url }, "A request failed outside the application");
      response.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  await app.prepare();
  undo.push(() => app.close());
  // Streams to browsers never end by themselves; they are cut once the engine has drained.
  undo.push(async () => server.closeAllConnections());
  undo.push(async () => registeredNode()?.stop());
  await listen(server, env.port);
  undo.push(async () => {
    server.close();
    server.closeIdleConnections();
  });
}

/** Next runs the application's start with the first request, which is made here, so that nobody waits for it later. */
async function untilStarted(port: number): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (!registeredNode()) {
    if (isStopping) return;
    if (performance.now() > deadline) {
      throw new AppError("unavailable", "The engine did not start in time; the log above says why");
    }
    await fetch(`http://localhost:${port}/healthz`).catch(() => undefined);
    await sleep(START_POLL_MS);
  }
}

async function announce(env: Env): Promise<void> {
  const hint = await registeredNode()?.signInHint?.();
  process.stdout.write(`\nStellwerk is ready: ${env.publicUrl}\n${hint ? `${hint}\n` : ""}\n`);
}

async function undoAll(): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) {
    await step().catch((err: unknown) => logger.error({ err }, "Stopping did not go smoothly"));
  }
}

/** Stops everything this process started; a second call waits for the first. */
function stop(): Promise<void> {
  isStopping = true;
  stopped ??= undoAll();
  return stopped;
}

function stopOnSignals(): void {
  const onSignal = (signal: string) => {
    if (isStopping) process.exit(1);
    logger.info(`${signal}: finishing what runs, then stopping; once more to stop at once`);
    void stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

function stopOnDefects(): void {
  process.on("unhandledRejection", (err) => logger.error({ err }, "An error nobody waited for"));
  process.on("uncaughtException", (err) => {
    logger.fatal({ err }, "An error nobody caught; this node stops");
    void stop().then(() => process.exit(1));
  });
}

/** Starts a node in this process: database, migrations, keys, then the application with its engine. */
export async function launch({ isDevelopment }: { isDevelopment: boolean }): Promise<void> {
  stopOnSignals();
  stopOnDefects();
  const env = readEnv();
  try {
    const databaseUrl = await openDatabase(env);
    await migrateDatabase(databaseUrl);
    publish(env, databaseUrl);
    await serve(env, isDevelopment);
    await untilStarted(env.port);
    await announce(env);
  } catch (error) {
    await stop();
    throw error;
  }
}
