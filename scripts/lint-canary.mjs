// Proves that the checkers still catch the seeded faults of lint/canary, in a project that holds nothing else.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { commandOf, ROOT } from "./project.mjs";

const CANARIES = join(ROOT, "lint", "canary");
const TARGETS = ["lib/store/target.ts", "lib/engine/target.ts"];

function write(project, path, text) {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function readCanary(file) {
  const text = readFileSync(join(CANARIES, file), "utf8");
  const [, checker, folder, rule, count] = /^\/\/ canary: (\S+) (\S+) (\S+) (\d+)/.exec(text) ?? [];
  return { file, text, checker, place: `${folder}/${file}`, rule, count: Number(count) };
}

/** A project with our configurations, where every fault lies in the room it offends against. */
function projectWith(canaries) {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "stellwerk-canary-")));
  for (const name of ["biome.json", ".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
    cpSync(join(ROOT, name), join(project, name));
  }
  const plugin = join("lint", "no-ambient-clock.grit");
  cpSync(join(ROOT, plugin), join(project, plugin));
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"), "junction");
  for (const path of TARGETS) write(project, path, "export const target = 1;\n");
  for (const { place, text } of canaries) write(project, place, text);
  return project;
}

function outputOf(project, script, ...args) {
  const result = spawnSync(process.execPath, [script, ...args], {
    cwd: project,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(result.stdout);
}

/** What the checkers report, as pairs of place and rule. */
const CHECKERS = {
  biome(project) {
    const biome = commandOf("@biomejs/biome", "biome");
    const args = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
    return outputOf(project, biome, ...args).diagnostics.map(({ category, location }) => ({
      place: typeof location.path === "string" ? location.path : location.path.file,
      rule: category,
    }));
  },
  depcruise(project) {
    const depcruise = commandOf("dependency-cruiser", "depcruise");
    const args = ["--config", ".dependency-cruiser.cjs", "--output-type=json"];
    const report = outputOf(project, depcruise, ...args, "app", "components", "lib");
    return report.summary.violations.map(({ from, rule }) => ({ place: from, rule: rule.name }));
  },
};

function isCaught(canary, reports) {
  const found = reports[canary.checker].filter(
    ({ place, rule }) => place.replace(/^\.\//, "") === canary.place && rule === canary.rule,
  );
  if (found.length === canary.count) return true;
  process.stderr.write(
    `${canary.file}: ${canary.checker} reported ${canary.rule} ${found.length} times, not ${canary.count}\n`,
  );
  return false;
}

const canaries = readdirSync(CANARIES)
  .filter((name) => /\.tsx?$/.test(name))
  .map(readCanary);
const project = projectWith(canaries);
try {
  const reports = { biome: CHECKERS.biome(project), depcruise: CHECKERS.depcruise(project) };
  const caught = canaries.filter((canary) => isCaught(canary, reports));
  process.stdout.write(`${caught.length} of ${canaries.length} seeded faults caught\n`);
  process.exitCode = canaries.length > 0 && caught.length === canaries.length ? 0 : 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
