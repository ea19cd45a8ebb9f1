import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { secretKeyIn } from "./secret-key";

describe("the generated key", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "stellwerk-key-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it("is made once and stays the same", () => {
    const key = secretKeyIn(dataDir);
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(secretKeyIn(dataDir)).toBe(key);
  });

  it("can be read by its owner alone and leaves no draft behind", () => {
    secretKeyIn(dataDir);
    expect(readdirSync(dataDir)).toEqual(["secret-key"]);
    expect(statSync(join(dataDir, "secret-key")).mode & 0o777).toBe(0o600);
  });
});
