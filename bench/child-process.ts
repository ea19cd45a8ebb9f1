import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Starts a program and waits for the first line of its output that matches. */
export async function startAndAwait(
  command: readonly [string, ...string[]],
  options: { env?: Record<string, string>; cwd?: string; until: RegExp; show?: boolean },
): Promise<{ child: ChildProcess; line: string }> {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", options.show ? "inherit" : "pipe"],
  });
  const errors: string[] = [];
  child.stderr?.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  for await (const line of lines) {
    if (options.show) process.stderr.write(`${line}\n`);
    if (options.until.test(line)) {
      // Keeps reading, so that the child never blocks on a full pipe.
      child.stdout?.resume();
      return { child, line };
    }
    errors.push(`${line}\n`);
  }
  throw new Error(
    `${command.join(" ")} ended before it was ready:\n${errors.join("").slice(-4000)}`,
  );
}

/** Ends a child and waits until it is gone. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  await gone;
  clearTimeout(timer);
}
