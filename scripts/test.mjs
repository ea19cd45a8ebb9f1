// All tests: `verify`, integration on a real PostgreSQL, then the journeys in a real browser on the built product.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandOf, ROOT, runNode } from "./project.mjs";

const RESULTS = join(ROOT, "test-results");

function countOf(file) {
  return JSON.parse(readFileSync(join(RESULTS, file), "utf8")).numPassedTests;
}

/** `verify` includes the unit tests and leaves their figures. */
function verify() {
  runNode(join(ROOT, "scripts", "verify.mjs"), []);
  return countOf("unit.json");
}

function integration() {
  const file = join(RESULTS, "integration.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  runNode(commandOf("vitest"), ["run", "--project", "integration", ...reporters]);
  return countOf("integration.json");
}

function playwright() {
  const file = join(RESULTS, "journeys.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  runNode(commandOf("@playwright/test", "playwright"), ["test", "--reporter=list,json"], { env });
  return JSON.parse(readFileSync(file, "utf8")).stats.expected;
}

try {
  const unit = verify();
  const onDatabase = integration();
  runNode(join(ROOT, "scripts", "build.mjs"), []);
  mkdirSync(RESULTS, { recursive: true });
  const journeys = playwright();
  process.stdout.write(
    `\n${unit} unit tests, ${onDatabase} integration tests, ${journeys} journeys\n${unit + onDatabase + journeys} passed, 0 failed\n`,
  );
} catch (error) {
  process.stderr.write(`\nTests failed: ${error.message}\n`);
  process.exit(1);
}
