import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LeaseTimes } from "@/lib/engine/lease-keeper";

/** What lib/testing/engine-node.ts is given. */
export interface EngineNodeOptions {
  databaseUrl: string;
  /** Where it listens for hints, when that is another way to the database. */
  hintUrl?: string;
  name: string;
  concurrency: number;
  lease: LeaseTimes;
  logLevel?: string;
}

/** A child process of a test; it ends with the test at the latest. */
export interface TestProcess {
  readonly pid: number;
  readonly isAlive: boolean;
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and waits until the process is gone; answers its exit code, null when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const FOLDER = import.meta.dirname;

/** Starts an engine in a process of its own and waits until it runs. */
export async function startEngineNode(options: EngineNodeOptions): Promise<TestProcess> {
  return (await start("engine-node.ts", [JSON.stringify(options)])).process;
}

/** An action endpoint in a process of its own, which no killed node takes with it. */
export interface EndpointProcess extends TestProcess {
  readonly url: string;
  /** How often each run has called it. */
  arrivals(): Promise<Map<string, number>>;
}

export async function startEndpointProcess(): Promise<EndpointProcess> {
  const { process, line } = await start("endpoint-node.ts", []);
  const url = `http://127.0.0.1:${line}`;
  const arrivals = async () => {
    const answer = await fetch(`${url}/arrivals`);
    return new Map((await answer.json()) as [string, number][]);
  };
  return Object.assign(process, { url, arrivals });
}

async function start(
  script: string,
  args: string[],
): Promise<{ process: TestProcess; line: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(FOLDER, script), ...args], {
    cwd: join(FOLDER, "..", ".."),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return { process: processOf(child, gone), line };
  }
  throw new Error(`${script} ended before it was ready`);
}

function processOf(child: ChildProcess, gone: Promise<unknown[]>): TestProcess {
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid ?? 0,
    get isAlive() {
      return isAlive();
    },
    signal: (signal) => {
      child.kill(signal);
    },
    end: async (signal) => {
      if (isAlive()) child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}
