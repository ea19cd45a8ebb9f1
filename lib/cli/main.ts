import { readFile, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommandLine } from "./command-line";

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  fetch,
  env: process.env,
  out: (line) => console.log(line),
  write: (text) => process.stdout.write(text),
  note: (line) => console.error(line),
  sleep: (ms) => sleep(ms),
  readFile: (path) => (path === "-" ? text(process.stdin) : readFile(path, "utf8")),
  writeFile: (path, content) => writeFile(path, content),
  ask: process.stdin.isTTY ? ask : null,
});
