import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Path of the script behind a package's command, started with this Node and not through npx. */
export function commandOf(packageName, command = packageName) {
  const require = createRequire(join(ROOT, "package.json"));
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const manifest = join(folder, packageName, "package.json");
    if (!existsSync(manifest)) continue;
    const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
    return join(dirname(manifest), typeof bin === "string" ? bin : bin[command]);
  }
  throw new Error(`The package ${packageName} is not installed: run npm ci`);
}

/** Runs a Node script in the checkout and throws when it fails. Output is shown unless `isQuiet`, then on failure. */
export function runNode(script, args, { env = {}, isQuiet = false } = {}) {
  const result = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: isQuiet ? ["ignore", "pipe", "pipe"] : "inherit",
    encoding: "utf8",
  });
  if (result.error) throw result.error;
  if (result.status === 0) return;
  if (isQuiet) process.stderr.write(`${result.stdout}${result.stderr}`);
  throw new Error(`${script} ${args.join(" ")} failed with ${result.status ?? result.signal}`);
}

function* filesBelow(path) {
  if (!existsSync(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(child);
    else yield child;
  }
}

/** One hash over the content of files and folders below the checkout; `accepts` chooses among the files. */
export function hashOf(paths, accepts = () => true) {
  const hash = createHash("sha256").update(process.version.split(".")[0]);
  for (const path of paths) {
    const full = join(ROOT, path);
    const entries = existsSync(full) && readdirIsPossible(full) ? [...filesBelow(full)] : [full];
    for (const file of entries.sort()) {
      if (!existsSync(file) || !accepts(file)) continue;
      hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

function readdirIsPossible(path) {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The text of a file, or an empty one. */
export function textOf(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
