// Generates the Prisma client into prisma/generated when the schema changed; needs no network.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { commandOf, hashOf, ROOT, runNode, textOf } from "./project.mjs";

/** Makes the generated client that of the schema; costs nothing when it is already. */
export function generate() {
  const stampFile = join(ROOT, "prisma", "generated", ".stamp");
  const stamp = hashOf(["prisma/schema.prisma", "node_modules/@prisma/client/package.json"]);
  if (textOf(stampFile) === stamp) return;
  // The client needs no engine, but the command line would download one: any existing file satisfies it.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
  runNode(commandOf("prisma"), ["generate"], { env, isQuiet: true });
  writeFileSync(stampFile, stamp);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) generate();
