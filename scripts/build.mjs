// Builds what `start` needs, each part only when its sources changed: the Prisma client, the Next application,
// and the bundles of the launcher and the command line.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { generate } from "./generate.mjs";
import { commandOf, hashOf, ROOT, runNode, textOf } from "./project.mjs";

const DIST = join(ROOT, "dist");
const LOCK = join(DIST, "building");
const APP_SOURCES = [
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

const isProductCode = (file) => !/\.test\.tsx?$|[\\/]lib[\\/]testing[\\/]/.test(file);

function stampFile(part) {
  return join(DIST, `${part}.stamp`);
}

/** Runs `make` unless the sources are the ones of the last build; says whether it ran. */
async function unlessUnchanged({ part, sources, output }, make) {
  const stamp = hashOf(sources, isProductCode);
  if (existsSync(output) && textOf(stampFile(part)) === stamp) return false;
  rmSync(stampFile(part), { force: true });
  mkdirSync(DIST, { recursive: true });
  await make();
  writeFileSync(stampFile(part), stamp);
  return true;
}

/** Bundles a TypeScript entry of lib/ to dist/<part>.mjs; packages stay outside. */
function buildBundle(part, entry) {
  if (!existsSync(join(ROOT, entry)))
    throw new Error(`${entry} is missing: the checkout is not complete`);
  const output = join(DIST, `${part}.mjs`);
  const sources = ["lib", "tsconfig.json", "package-lock.json"];
  return unlessUnchanged({ part, sources, output }, async () => {
    // Loaded only to build: it leaves a process of its own running until it is stopped.
    const esbuild = await import("esbuild");
    await esbuild.build({
      entryPoints: [join(ROOT, entry)],
      outfile: output,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20.19",
      sourcemap: "linked",
      tsconfig: join(ROOT, "tsconfig.json"),
      logLevel: "error",
    });
    await esbuild.stop();
  });
}

export const buildLauncher = () => buildBundle("launch", "lib/launch.ts");
export const buildCommandLine = () => buildBundle("cli", "lib/cli/main.ts");

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Two nodes of one checkout may start at once: the second waits for the build of the first. */
async function whileAlone(work) {
  mkdirSync(DIST, { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = Number(textOf(LOCK));
      if (holder > 0 && !isRunning(holder)) rmSync(LOCK, { force: true });
      else await sleep(250);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function buildNext() {
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  runNode(commandOf("next"), ["build"], { env, isQuiet: true });
}

/** Builds the application when its sources changed; `onBuild` is called before the long part. */
export function buildApplication(onBuild = () => undefined) {
  return whileAlone(async () => {
    generate();
    const output = join(ROOT, ".next", "BUILD_ID");
    await unlessUnchanged({ part: "app", sources: APP_SOURCES, output }, () => {
      onBuild();
      buildNext();
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildApplication(() => process.stdout.write("Building the application …\n"));
  await buildLauncher();
  if (existsSync(join(ROOT, "lib", "cli", "main.ts"))) await buildCommandLine();
  const id = readFileSync(join(ROOT, ".next", "BUILD_ID"), "utf8").trim();
  process.stdout.write(`Built ${id}\n`);
}
