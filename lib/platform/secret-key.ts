import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "secret-key";

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * The key of a node without STELLWERK_SECRET_KEY: made once, kept in the data folder for its owner alone. Nodes
 * that start at the same moment agree on one, and a half-written key is never seen.
 */
export function secretKeyIn(dataDir: string): string {
  const file = join(dataDir, FILE);
  const existing = readKey(file);
  if (existing) return existing;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const key = randomBytes(32).toString("base64url");
  writeFileSync(draft, `${key}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return key;
  } catch (error) {
    const winner = readKey(file);
    if (winner) return winner;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
