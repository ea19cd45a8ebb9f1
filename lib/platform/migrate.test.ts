import { describe, expect, it } from "vitest";
import { pendingMigrations } from "./migrate";

const first = { name: "20260101000000_first", sql: "SELECT 1", checksum: "a" };
const second = { name: "20260102000000_second", sql: "SELECT 2", checksum: "b" };
const applied = { name: first.name, checksum: "a", isFailed: false };

describe("which migrations are to be applied", () => {
  it("takes all of them for an empty database", () => {
    expect(pendingMigrations([first, second], [])).toEqual([first, second]);
  });

  it("takes those that are not recorded yet", () => {
    expect(pendingMigrations([first, second], [applied])).toEqual([second]);
  });

  it("takes none when all are recorded", () => {
    expect(pendingMigrations([first], [applied])).toEqual([]);
  });

  it("refuses a database on which a migration failed half way", () => {
    expect(() => pendingMigrations([first], [{ ...applied, isFailed: true }])).toThrow(
      /20260101000000_first failed on this database before/,
    );
  });

  it("refuses a database that a newer version has migrated", () => {
    expect(() => pendingMigrations([], [applied])).toThrow(/used by a newer version/);
  });

  it("refuses a migration that was edited after it had been applied", () => {
    expect(() => pendingMigrations([first], [{ ...applied, checksum: "z" }])).toThrow(
      /was changed after it had been applied/,
    );
  });
});
