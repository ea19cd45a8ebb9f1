// Everything that can be checked without a database, in seconds: format, lint, types, direction rule, dead code,
// documents, seeded faults, unit tests. Two checks run at a time; only failures show what they printed.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate.mjs";
import { commandOf, hashOf, ROOT, runNode, textOf } from "./project.mjs";

const ARCHITECTURE = [
  "--config",
  ".dependency-cruiser.cjs",
  "app",
  "bench",
  "components",
  "lib",
  "e2e",
  "instrumentation.ts",
];

const REPORTERS = [
  "--reporter=default",
  "--reporter=json",
  "--outputFile.json=test-results/unit.json",
];

const CHECKS = [
  ["types", commandOf("typescript", "tsc"), "--noEmit"],
  ["lint and format", commandOf("@biomejs/biome", "biome"), "check", "."],
  ["direction of imports", commandOf("dependency-cruiser", "depcruise"), ...ARCHITECTURE],
  ["unit tests", commandOf("vitest"), "run", "--project", "unit", ...REPORTERS],
  ["dead code", commandOf("knip")],
  ["seeded faults", join(ROOT, "scripts", "lint-canary.mjs")],
  ["documents", join(ROOT, "scripts", "docs-check.mjs")],
];

/** Next declares the routes as types; they are made anew when a route appeared or went. */
function generateRouteTypes() {
  const stampFile = join(ROOT, ".next", "route-types.stamp");
  const isRoute = (file) => /[\\/](page|layout|route)\.tsx?$/.test(file);
  const stamp = hashOf(["app", "next.config.mjs"], isRoute);
  if (textOf(stampFile) === stamp && textOf(join(ROOT, "next-env.d.ts")) !== "") return;
  runNode(commandOf("next"), ["typegen"], { env: { NEXT_TELEMETRY_DISABLED: "1" }, isQuiet: true });
  writeFileSync(stampFile, stamp);
}

function run([name, script, ...args]) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("close", (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const isGood = code === 0;
      process.stdout.write(`${isGood ? "ok    " : "FAILED"} ${name} (${seconds} s)\n`);
      if (!isGood) process.stdout.write(`${Buffer.concat(output).toString()}\n`);
      resolve(isGood);
    });
  });
}

async function runAll(checks, lanes) {
  const queue = [...checks];
  const results = [];
  const lane = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) results.push(await run(check));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results.every(Boolean);
}

generate();
generateRouteTypes();
process.exit((await runAll(CHECKS, 2)) ? 0 : 1);
