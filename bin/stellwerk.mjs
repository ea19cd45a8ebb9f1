#!/usr/bin/env node
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const [command] = process.argv.slice(2);

/** Whoever starts the application reads sentences, not stack traces. */
function giveUp(error) {
  const isExpected = error?.name === "AppError";
  process.stderr.write(`\n${isExpected ? error.message : (error?.stack ?? String(error))}\n`);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Stellwerk needs Node 20.19 or newer; this is ${process.version}\n`);
  process.exit(1);
}

async function start(isDevelopment) {
  process.chdir(ROOT);
  process.env.NODE_ENV = isDevelopment ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const { buildApplication, buildLauncher } = await import("../scripts/build.mjs");
  const { generate } = await import("../scripts/generate.mjs");
  await buildLauncher();
  const { checkStart, launch } = await import(pathToFileURL(join(ROOT, "dist", "launch.mjs")).href);
  await checkStart();
  if (isDevelopment) generate();
  else {
    await buildApplication(() =>
      process.stdout.write("Building the application; this happens once and takes a minute …\n"),
    );
  }
  await launch({ isDevelopment });
}

async function commandLine() {
  const { buildCommandLine } = await import("../scripts/build.mjs");
  await buildCommandLine();
  await import(pathToFileURL(join(ROOT, "dist", "cli.mjs")).href);
}

requireNode();
const isStart = command === "start" || command === "dev";
await (isStart ? start(command === "dev") : commandLine()).catch(giveUp);
