import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/test-database";

const SLOTS_PER_SECOND = 40;
const RING = 32 * 86_400 * SLOTS_PER_SECOND;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function numbersOf(serials: readonly number[]): Promise<string[]> {
  const result = await database.pool.query<{ n: string }>(
    "SELECT job_count_of(s) AS n FROM unnest($1::bigint[]) WITH ORDINALITY AS u(s, i) ORDER BY i",
    [serials],
  );
  return result.rows.map((row) => row.n);
}

const serialAt = (iso: string) => Math.floor(Date.parse(iso) / 1000) * SLOTS_PER_SECOND;

describe("job_count_of", () => {
  it("begins with the second of the submission and is eight characters", async () => {
    const [number] = await numbersOf([serialAt("2026-11-20T02:14:05.900Z")]);
    expect(number).toMatch(/^021405[0-9A-Z]{2}$/);
  });

  it("runs on into the next second when a second is full", async () => {
    const [number] = await numbersOf([serialAt("2026-11-20T02:14:05Z") + SLOTS_PER_SECOND]);
    expect(number).toMatch(/^021406/);
  });

  it("gives no number twice within 32 days", async () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: RING - 1 }), {
      minLength: 500,
      maxLength: 500,
    });
    await fc.assert(
      fc.asyncProperty(offsets, fc.integer({ min: 0, max: 10 ** 11 }), async (serials, start) => {
        const numbers = await numbersOf(serials.map((serial) => start + serial));
        expect(new Set(numbers).size).toBe(serials.length);
      }),
      { numRuns: 10 },
    );
  });

  it("gives the same day of the next month's ring again only after 32 days", async () => {
    const [first, again] = await numbersOf([0, RING]);
    expect(again).toBe(first);
  });
});
