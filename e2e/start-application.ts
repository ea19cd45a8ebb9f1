import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { APPLICATION_URL, applicationUrl, START_OUTPUT } from "./application";

const START_LIMIT_MS = 180_000;

async function isReady(outputFile: string): Promise<boolean> {
  if (!readFileSync(outputFile, "utf8").includes("Stellwerk is ready")) return false;
  const response = await fetch(`${applicationUrl()}/readyz`).catch(() => undefined);
  return response?.ok === true;
}

async function waitUntilReady(application: ChildProcess, outputFile: string): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await isReady(outputFile))) {
    const hasEnded = application.exitCode !== null || application.signalCode !== null;
    if (hasEnded || performance.now() > deadline) {
      throw new Error(`The application did not start:\n${readFileSync(outputFile, "utf8")}`);
    }
    await sleep(100);
  }
}

async function stop(application: ChildProcess): Promise<void> {
  if (application.exitCode !== null || application.signalCode !== null) return;
  const exit = once(application, "exit");
  application.kill("SIGTERM");
  const [code] = await exit;
  if (code !== 0) throw new Error(`The application ended with ${code} after SIGTERM`);
}

/** Starts the built product on an empty data folder; Playwright calls what is returned when the journeys are over. */
async function startApplication(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "stellwerk-e2e-"));
  const outputFile = join(folder, "output.log");
  process.env[START_OUTPUT] = outputFile;
  const output = openSync(outputFile, "a");
  const application = spawn(process.execPath, [resolve("bin/stellwerk.mjs"), "start"], {
    env: {
      ...process.env,
      PORT: new URL(process.env[APPLICATION_URL] ?? "").port,
      STELLWERK_DATA_DIR: join(folder, "data"),
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const cleanUp = async () => {
    await stop(application);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(application, outputFile);
  } catch (error) {
    await cleanUp().catch(() => undefined);
    throw error;
  }
  return cleanUp;
}

export default startApplication;
