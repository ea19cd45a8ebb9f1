/** `npm run seed -- --runs 1000000`: history to measure and look at, in DATABASE_URL or the embedded database. */
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { readEnv } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { migrateDatabase } from "@/lib/platform/migrate";
import { seedHistory } from "./seed-history";

const { values } = parseArgs({ options: { runs: { type: "string", default: "100000" } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1 || runs > 20_000_000) {
  process.stderr.write("--runs must be a whole number from 1 to 20000000\n");
  process.exit(1);
}
const env = readEnv();
const embedded = env.databaseUrl
  ? null
  : await startEmbeddedPostgres({ dataDir: env.dataDir, logger });
const url = env.databaseUrl ?? embedded?.url ?? "";
await migrateDatabase(url);
const startedAt = performance.now();
await seedHistory(url, {
  runs,
  onProgress: (done) =>
    process.stdout.write(`\r${done.toLocaleString("en")} of ${runs.toLocaleString("en")} runs`),
});
process.stdout.write(`\ndone in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
await embedded?.stop();
