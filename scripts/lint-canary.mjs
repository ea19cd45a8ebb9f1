// Proves that the checkers still catch the seeded faults of lint/canary, each in a project that holds nothing else.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
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

/** A project with our configurations and one fault. */
function projectWith(place, text) {
  const project = mkdtempSync(join(tmpdir(), "stellwerk-canary-"));
  for (const name of ["biome.json", ".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
    cpSync(join(ROOT, name), join(project, name));
  }
  cpSync(
    join(ROOT, "lint", "no-ambient-clock.grit"),
    join(project, "lint", "no-ambient-clock.grit"),
  );
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"), "junction");
  for (const path of TARGETS) write(project, path, "export const target = 1;\n");
  write(project, place, text);
  return project;
}

const CHECKERS = {
  biome: (project, place) => [
    commandOf("@biomejs/biome", "biome"),
    "lint",
    "--reporter=json",
    join(project, place),
  ],
  depcruise: () => [
    commandOf("dependency-cruiser", "depcruise"),
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type=json",
    "app",
    "components",
    "lib",
  ],
};

/** Names of the rules that reported something, once per report. */
const READERS = {
  biome: (output) => JSON.parse(output).diagnostics.map(({ category }) => category),
  depcruise: (output) => JSON.parse(output).summary.violations.map(({ rule }) => rule.name),
};

function check(file) {
  const text = readFileSync(join(CANARIES, file), "utf8");
  const [, checker, place, rule, count] = /^\/\/ canary: (\S+) (\S+) (\S+) (\d+)/.exec(text) ?? [];
  const project = projectWith(place, text);
  try {
    for (const folder of ["app", "components"])
      mkdirSync(join(project, folder), { recursive: true });
    const result = spawnSync(process.execPath, CHECKERS[checker](project, place), {
      cwd: project,
      encoding: "utf8",
    });
    const reports = READERS[checker](result.stdout).filter((name) => name === rule);
    if (reports.length >= Number(count)) return true;
    process.stderr.write(
      `${file}: ${checker} reported ${rule} ${reports.length} times, not ${count}\n${result.stdout}${result.stderr}\n`,
    );
    return false;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

const files = readdirSync(CANARIES).filter((name) => /\.tsx?$/.test(name));
const caught = files.filter(check);
process.stdout.write(`${caught.length} of ${files.length} seeded faults caught\n`);
process.exit(caught.length === files.length ? 0 : 1);
