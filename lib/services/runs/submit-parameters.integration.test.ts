import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { runDefinition } from "@/lib/services/definitions/run-definition";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import type { MadeDefinition } from "@/lib/testing/engine-factories";
import { submitRuns } from "./submit-runs";

let driver: ChainDriver;
let definition: MadeDefinition;

const PARAMETERS: Partial<ParameterDefinition>[] = [
  { name: "day", type: "date", required: true },
  { name: "rows", type: "number", default: 10 },
  { name: "half", type: "number", default: "=Parameters.rows / 2" },
  { name: "isOffice", type: "boolean", default: "=Event.isEventRaised('OFFICE')" },
  { name: "total", direction: "out", type: "number" },
];

beforeAll(async () => {
  driver = await startChainDriver();
  definition = await driver.define({ parameters: PARAMETERS });
  await driver.harness.db.pool.query("INSERT INTO event (tenant_id, name) VALUES ($1, 'OFFICE')", [
    driver.harness.tenantId,
  ]);
});

afterAll(() => driver.harness.close());

const submit = (...given: (Record<string, unknown> | null)[]) =>
  submitRuns(
    driver.harness.context(),
    given.map((parameters) => ({ definition: definition.name, parameters })),
  );
const refusalOf = (...given: (Record<string, unknown> | null)[]) =>
  submit(...given).catch((error) => error);

async function parametersOf(id: string | undefined): Promise<unknown> {
  const { rows } = await driver.harness.db.pool.query<{ parameters: unknown }>(
    "SELECT parameters FROM run WHERE id = $1",
    [id],
  );
  return rows[0]?.parameters;
}

describe("a submission of a definition that declares parameters (2.4)", () => {
  it("applies defaults in display order; an expression may use the values before it", async () => {
    const [id] = await submit({ day: "2026-03-02", rows: 4 });
    expect(await parametersOf(id)).toEqual({
      ...{ day: "2026-03-02T00:00:00.000Z", rows: 4, half: 2, isOffice: false },
    });
  });

  it.each([
    [null, "parameters.day", "must have a value"],
    [{ day: "soon" }, "parameters.day", "must be an ISO 8601"],
    [{ day: "2026-03-02", rows: "4" }, "parameters.rows", "must be a number"],
    [{ day: "2026-03-02", more: 1 }, "parameters.more", "is not a parameter of the definition"],
    [{ day: "2026-03-02", total: 1 }, "parameters.total", "is an out parameter"],
  ])("refuses %j with the field %s", async (given, field, why) => {
    const refused = await refusalOf(given);
    expect(refused).toMatchObject({ code: "invalid", field });
    expect(refused.message).toContain(why);
  });

  it("names the place in a request of many runs, and records none of them", async () => {
    const count = async () => (await driver.harness.runs()).length;
    const before = await count();
    expect(await refusalOf({ day: "2026-03-02" }, { rows: 1 })).toMatchObject({
      ...{ code: "invalid", field: "runs.1.parameters.day" },
    });
    expect(await count()).toBe(before);
  });

  it("holds for a run now too", async () => {
    const now = (input: object) =>
      runDefinition(driver.harness.context(), {
        definition: { id: definition.id },
        input,
      });
    await expect(now({})).rejects.toMatchObject({ field: "parameters.day" });
    const id = await now({ parameters: { day: "2026-03-02" } });
    expect(await parametersOf(id)).toMatchObject({ rows: 10, half: 5 });
  });

  it("takes any values where a definition declares none", async () => {
    const [id] = await submitRuns(driver.harness.context(), [
      { definition: driver.work.name, parameters: { whatever: [1] } },
    ]);
    expect(await parametersOf(id)).toEqual({ whatever: [1] });
  });

  it("costs a definition without parameters one query and one statement", async () => {
    const texts: string[] = [];
    const ctx = driver.harness.context();
    const pool = new Proxy(ctx.db.pool, {
      get: (target, name, receiver) => {
        if (name !== "query") return Reflect.get(target, name, receiver);
        return (first: string | { text: string }, values?: unknown[]) => {
          texts.push(typeof first === "string" ? first : first.text);
          return typeof first === "string" ? target.query(first, values) : target.query(first);
        };
      },
    });
    await submitRuns({ ...ctx, db: { ...ctx.db, pool } }, [{ definition: driver.work.name }]);
    expect(texts).toHaveLength(2);
  });
});
