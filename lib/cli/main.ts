import { setTimeout as sleep } from "node:timers/promises";
import { runCommandLine } from "./command-line";

process.exitCode = await runCommandLine(process.argv.slice(2), {
  fetch,
  env: process.env,
  out: (line) => console.log(line),
  write: (text) => process.stdout.write(text),
  note: (line) => console.error(line),
  sleep: (ms) => sleep(ms),
});
